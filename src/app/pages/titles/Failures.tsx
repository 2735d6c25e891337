import {
  failureChange,
  failureMatrix,
  failuresBehind,
  windowIds,
  windowWords,
} from '#insight/views/failure-matrix.ts';

import { RowsLink } from '../../components/RowsLink.tsx';
import { number } from '../../ui/number.ts';
import type { TitleData } from './use-title.ts';

/** How often it failed in the last hours and days, and in as long before. */
export function Failures({ data }: { data: TitleData }) {
  const { title, runs, now, knownFrom } = data;
  const { totals } = failureMatrix([{ title, runs }], { now, knownFrom });
  return (
    <ul className="flex flex-wrap gap-x-4 max-sm:block">
      {windowIds.map((id) => {
        const { failed, partial, before } = totals[id];
        const change = failureChange(totals[id]);
        return (
          <li key={id} className="whitespace-nowrap">
            {partial && failed === 0 ? (
              <span title="Not all of this has been read">?</span>
            ) : (
              <RowsLink
                rows={failuresBehind(title, { now, id, period: 'lately' })}
                count={failed}
                label={`${number(failed)} failed in the last ${windowWords[id]}`}
                className="text-accent font-semibold underline"
              >
                {partial && 'at least '}
                {number(failed)}
              </RowsLink>
            )}{' '}
            in {windowWords[id]}
            {change !== undefined && change !== 0 && before !== undefined && (
              <span className="text-muted"> ({number(before)} before)</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
