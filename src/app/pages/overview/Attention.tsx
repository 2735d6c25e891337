import { lazy, Suspense, useState } from 'react';

import { isSeen, type Seen } from '#insight/attention.ts';

import { loadChunk } from '../../load-chunk.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useAttentionColumns } from './attention-columns.tsx';
import { JobTable } from './JobTable.tsx';
import type { Model } from './model.ts';

// Only where the day was read after the first rows.
const RecoveredTitles = lazy(async () => ({
  default: (await loadChunk(import('./RecoveredTitles.tsx'))).RecoveredTitles,
}));

type Props = {
  model: Model;
  seen: readonly Seen[];
  vault: string;
  zone: string;
  /** What is said where there is none. */
  nothing: string;
};

/** More would push the running jobs off the first screen. */
const mostAtFirst = 8;

/** Titles that someone should look at, each with its last runs and the reason why. */
export function Attention({ model, seen, vault, zone, nothing }: Props) {
  const [all, setAll] = useState(false);
  const { troubles, recovered } = model.attention;
  const reserved = useReservedLines(model);
  const fresh = troubles.filter((trouble) => !isSeen(trouble, seen));
  const known = troubles.filter((trouble) => isSeen(trouble, seen));
  const ordered = [...fresh, ...known];
  const most = linesFor(ordered.length, reserved);
  const shown = all ? ordered : ordered.slice(0, most);
  const columns = useAttentionColumns({
    troubles: ordered,
    seen,
    vault,
    zone,
    usual: model.usual,
    queuedSince: model.queuedSince,
    mayGrow: reserved > 0,
  });
  const free = reserved - Math.max(1, ordered.length);
  return (
    <>
      {ordered.length === 0 ? (
        <Empty>{nothing}</Empty>
      ) : (
        <JobTable
          label="Titles that need attention"
          jobs={shown.map(({ job }) => job)}
          latest={model.latest}
          columns={columns}
        />
      )}
      {ordered.length > most && (
        <p className="border-line border-t px-2 py-1">
          <Button variant="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${most}` : `Show all ${ordered.length}`}
          </Button>
        </p>
      )}
      {free > 0 && (
        <div className="text-muted relative text-sm">
          {Array.from({ length: free }, (_, nth) => (
            <div key={nth} className="h-10.25 max-sm:h-23.25 print:hidden" />
          ))}
          <div className="absolute inset-0 px-3 print:static">
            {model.isReadingDay ? (
              <p className="h-10.25 content-center">
                The last 24 hours are still being read: more may be failing.
              </p>
            ) : (
              <Suspense fallback={null}>
                <RecoveredTitles recovered={recovered} lines={free} filter={model.filter} />
              </Suspense>
            )}
          </div>
        </div>
      )}
    </>
  );
}

const leastReserved = 4;

/**
 * How many lines stay free for titles that the rest of the day may bring, as what is below must not
 * move when they come; 0 where all was known at once. As many for as long as the page is open.
 */
function useReservedLines({ attention: { troubles }, isReadingDay }: Model): number {
  const [reserved, reserve] = useState(0);
  const wanted = Math.min(Math.max(leastReserved, troubles.length + 1), mostAtFirst + 1);
  if (isReadingDay && wanted > reserved) reserve(wanted);
  return reserved;
}

/** How many of the titles are shown at first; the button that shows the others takes a line as well. */
function linesFor(titles: number, reserved: number): number {
  const lines = reserved === 0 ? mostAtFirst + 1 : reserved;
  return Math.min(titles > lines ? lines - 1 : lines, mostAtFirst);
}
