import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, getRouteApi, useRouteContext } from '@tanstack/react-router';

import { milliseconds, type Instant } from '#contract/instant.ts';

import { jobStatusQuery, monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { wordsOf } from '../../shell/words.ts';
import { useZone } from '../../shell/zone.ts';
import { StatusBadge } from '../../status/StatusBadge.tsx';
import { lookOf } from '../../status/statuses.ts';
import { shownTitle } from '../../status/title.ts';
import { dateTime, zoneName } from '../../time/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const route = getRouteApi('/signed-in/jobs/$id');

export const page = createLazyRoute('/signed-in/jobs/$id')({ component: JobPage });

/** One job, as Vault tells of it. */
function JobPage() {
  const { id } = route.useParams();
  const zone = useZone();
  const { session } = useRouteContext({ from: '/signed-in' });
  const detail = useQuery(jobStatusQuery(id));
  const listed = [useQuery(monitorsQuery).data, useQuery(recentHistoriesQuery).data]
    .flatMap((list) => list?.jobs ?? [])
    .find((job) => job.id === id);
  const job = detail.data?.data;
  return (
    <Panel
      title={listed === undefined ? `Job ${id}` : shownTitle(listed.title)}
      aside={`${session.vault.name} · job ${id}`}
    >
      {job === undefined && detail.error === null && <Skeleton rows={5} label="Asking Vault" />}
      {job === undefined && detail.error !== null && (
        <div className="p-2">
          <Notice tone="bad">
            <strong>{wordsOf(detail.error).what}.</strong> {wordsOf(detail.error).remedy}
          </Notice>
        </div>
      )}
      {job !== undefined && (
        <dl className="grid max-w-xl grid-cols-2 gap-1 p-3 text-sm">
          <dt className="text-muted">Status</dt>
          <dd>
            <StatusBadge status={job.status} />{' '}
            <span className="text-muted">{lookOf(job.status).meaning}</span>
          </dd>
          <When name="Created" at={job.created} zone={zone} />
          <When
            name={job.status === 'SCHEDULED' ? 'Planned' : 'Started'}
            at={job.start}
            zone={zone}
          />
          <When name="Ended" at={job.end} zone={zone} />
        </dl>
      )}
    </Panel>
  );
}

function When({ name, at, zone }: { name: string; at: Instant | undefined; zone: string }) {
  if (at === undefined) return null;
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>
        {dateTime(at, zone)} ({zoneName(zone, milliseconds(at))})
      </dd>
    </>
  );
}
