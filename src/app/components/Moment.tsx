import type { Instant } from '#contract/instant.ts';

import { vaultNow } from '../time/clock.ts';
import { dateTime, zoneName } from '../time/format.ts';
import { UnreadableDate } from './UnreadableDate.tsx';
import { useTicking } from './use-ticking.ts';

type Props = {
  at: Instant | undefined;
  /** What Vault wrote in its place, where that can't be read. */
  unreadable?: string | undefined;
  zone: string;
  /** The words shown; the exact instant appears on hover, and while its row has the focus. */
  words: (now: number) => string;
};

/** A moment in words, with its exact instant and zone behind it. */
export function Moment({ at, unreadable, zone, words }: Props) {
  const shown = useTicking(() => words(vaultNow()));
  if (at === undefined && unreadable !== undefined) return <UnreadableDate written={unreadable} />;
  if (at === undefined) return <span className="text-muted">–</span>;
  return (
    <time dateTime={at} className="group/moment relative whitespace-nowrap">
      {shown}
      <span
        role="tooltip"
        className="border-line bg-raised text-ink pointer-events-none absolute top-full right-0 z-10 hidden rounded border px-2 py-1 text-xs shadow-lg group-hover/moment:block group-has-focus-visible/row:block"
      >
        {dateTime(at, zone)} {zoneName(zone, Date.parse(at))}
      </span>
    </time>
  );
}
