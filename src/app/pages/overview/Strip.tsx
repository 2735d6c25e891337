import { useRouteContext } from '@tanstack/react-router';
import { useMemo } from 'react';
import * as v from 'valibot';

import { jobId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { sureSince } from '#insight/completeness.ts';
import { overAt } from '#insight/job-times.ts';
import { narrowed } from '#insight/page-filter.ts';
import { hourStrip } from '#insight/views/hour-strip.ts';

import { useCurrentArchive } from '../../archive/current-archive.ts';
import { knownFromOf } from '../../archive/known-from.ts';
import { HourStrip } from '../../chart/HourStrip.tsx';
import { RowsNarrowed } from '../../components/RowsLink.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import type { Day } from '../../queries/last-24-hours.ts';
import { vaultNow } from '../../time/clock.ts';
import type { Model } from './model.ts';

type Props = { model: Model; zone: string };

/** Older runs would only say which rare jobs are likely to come; to sum up all takes long. */
const longestMs = 8 * 86_400_000;

/** The last 24 hours as they went, and the next 6 as they are planned. */
export function Strip({ model, zone }: Props) {
  const { finished, monitors, histories, day, filter } = model;
  const { session } = useRouteContext({ from: '/signed-in' });
  const archive = useCurrentArchive(session)?.archive;
  const now = useTicking(() => Math.floor(vaultNow() / 60_000)) * 60_000;
  const jobs = monitors?.jobs;
  const isArchived = archive !== undefined && archive.jobs().length > 0;
  const sure = histories === undefined ? Infinity : sureSince(histories);
  // The newest jobs of a busy Vault cover an hour. The whole day does for the rest, where it meets them.
  const today = useMemo(() => day && jobsOf(day), [day]);
  const isMet = !isArchived && day !== undefined && day.until >= sure;
  const knownFrom = isArchived
    ? knownFromOf(archive.state().coverage)
    : isMet
      ? Math.min(sure, day.knownFrom)
      : sure;
  const strip = useMemo(() => {
    const from = instant(now - longestMs);
    const recent = finished.filter((job) => (overAt(job) ?? '') >= from);
    const since = instant(day?.until ?? 0);
    const all = isMet
      ? [...(today ?? []), ...recent.filter((job) => (overAt(job) ?? '') > since)]
      : recent;
    return hourStrip({
      finished: narrowed(all, filter),
      monitors: narrowed(jobs ?? [], filter),
      now,
      zone,
      knownFrom,
    });
  }, [finished, jobs, now, zone, knownFrom, today, day, isMet, filter]);
  return (
    <RowsNarrowed value={filter}>
      <HourStrip strip={strip} zone={zone} />
    </RowsNarrowed>
  );
}

/** As far as they are counted. */
function jobsOf({ jobs, withoutEndAt }: Day): Job[] {
  return [...jobs, ...withoutEndAt].map(({ title, status, createdBy, at }, nth) => ({
    id: v.parse(jobId, `day-${nth}`),
    title,
    status,
    createdBy,
    created: undefined,
    modifiedBy: undefined,
    modified: undefined,
    start: undefined,
    end: at,
  }));
}
