import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { Download } from 'lucide-react';

import type { JobDetail } from '#contract/jobs.ts';
import { followed, type LinkAbout } from '#contract/links.ts';
import { visible } from '#insight/status/title.ts';

import { wordsOf } from '../../components/error-words.ts';
import { linkAboutQuery, linkFileUrl, type Place } from '../../queries/links.ts';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';

type Link = JobDetail['links'][number];

/** The known values of `rel`; Vault may send others (docs/vault-api.md §1a). */
const meanings: Record<string, string> = {
  self: 'this job’s status',
  file: 'a file that the job created, in file staging',
  content: 'a file that the job created',
  artifacts: 'results of the job',
};

type Props = { id: string; links: readonly Link[] };

/** What Vault offers to fetch of a finished job. The server fetches it, by its index in the list. */
export function Links({ id, links }: Props) {
  if (links.length === 0) return null;
  return (
    <Panel title="Links from Vault">
      <ul className="flex flex-col gap-2 p-3 text-sm">
        {links.map((link, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a link has no other identity
          <li key={index} className="min-w-0 break-words">
            <strong>{visible(link.rel ?? 'no name')}</strong>{' '}
            <span className="text-muted">{meanings[link.rel ?? ''] ?? 'unknown kind of link'}</span>
            <div>
              <code className="font-mono text-xs break-all">{visible(link.href ?? '')}</code>
            </div>
            {link.rel !== 'self' && (
              <Fetching link={link} place={{ job_id: id, index: String(index) }} />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Fetching({ link, place }: { link: Link; place: Place }) {
  const { session } = useRouteContext({ from: '/signed-in' });
  const { data, error, refetch, isFetching } = useQuery(linkAboutQuery(place));
  const { host } = session.vault;
  const leads = followed(link, `https://${host}`) ?? followed(link, `http://${host}`);
  if (leads === undefined)
    return <p className="text-muted">Can’t be fetched here: it points outside this Vault’s API.</p>;
  return (
    <div className="flex flex-wrap items-center gap-2 pt-1" aria-live="polite">
      {data === undefined ? (
        <Button disabled={isFetching} onClick={() => void refetch()}>
          {isFetching ? 'Checking' : 'Check type and size'}
        </Button>
      ) : (
        <a
          href={linkFileUrl(place)}
          download
          className="border-edge hover:bg-raised inline-flex min-h-7 items-center gap-1 rounded border px-2"
        >
          <Download aria-hidden size={14} />
          Download <bdi>{visible(data.fileName ?? 'it')}</bdi> ({aboutWords(data)})
        </a>
      )}
      {error !== null && (
        <span className="text-bad">
          {wordsOf(error).what}. {wordsOf(error).remedy}
        </span>
      )}
    </div>
  );
}

function aboutWords({ type, size }: LinkAbout): string {
  return size === undefined ? `${type}, size unknown` : `${type}, ${number(size)} bytes`;
}
