import type { JobDetail } from '#contract/jobs.ts';

import { Panel } from '../../ui/Panel.tsx';

type Props = { links: JobDetail['links'] };

/** What Vault says may be fetched of a finished job. */
export function Links({ links }: Props) {
  if (links.length === 0) return null;
  return (
    <Panel title="Links that Vault gives">
      <ul className="flex flex-col gap-1 p-3 text-sm">
        {links.map(({ rel, href, accept }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a link is known by its place alone
          <li key={at} className="min-w-0 break-words">
            <strong>{rel ?? 'unnamed'}</strong> <code className="font-mono text-xs">{href}</code>{' '}
            {accept !== undefined && <span className="text-muted">{accept}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
