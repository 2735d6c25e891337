import { AlarmClock, CalendarClock, ClockArrowUp } from 'lucide-react';

import { StatusShape } from '../../../components/StatusShape.tsx';
import { useTicking } from '../../../components/use-ticking.ts';
import type { Entry } from '../../../insight/wall-entries.ts';
import { colours } from '../../../status/colours.ts';
import { lookOf } from '../../../status/statuses.ts';
import { vaultNow } from '../../../time/clock.ts';
import { detailGap, detailLeading, edges, type Grid, side, titleLeading } from './grid.ts';
import { factsOf, type Telling } from './tile-text.ts';

type Props = { entry: Entry; telling: Telling; grid: Grid };

/** One job: its state, its title, and what there is to say of its time. */
export function Tile({ entry, telling, grid }: Props) {
  const { state, title } = factsOf(entry, telling);
  // As text, which is painted again only when it has changed.
  const details = useTicking(() =>
    factsOf(entry, { ...telling, now: vaultNow() }).details.join('\n'),
  );
  const isUrgent = entry.kind === 'failing' || entry.kind === 'overdue';
  return (
    <li
      data-kind={entry.kind}
      data-job={entry.kind === 'later' ? undefined : entry.job.id}
      className={`flex min-w-0 flex-col overflow-hidden rounded-[0.25em] border py-[0.4em] ${
        isUrgent ? 'border-bad bg-bad-soft' : 'border-line bg-surface border-l-current'
      } group-data-[trust=late]:border-y-warning group-data-[trust=late]:border-r-warning ${colourOf(entry)}`}
      style={{
        borderLeftWidth: `${isUrgent ? edges.held : edges.others}em`,
        paddingInline: `${side}em`,
      }}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-[0.9em]">
        <p
          className="font-medium [overflow-wrap:anywhere]"
          style={{ fontSize: `${grid.title}em`, lineHeight: titleLeading }}
        >
          <span className="mr-[0.3em] inline-block align-[-0.14em]">
            <ShapeOf entry={entry} />
          </span>
          <span data-fact>{state}</span>
        </p>
        {grid.isMerged && <Details text={details} size={grid.detail} />}
      </div>
      <p
        data-title
        className={`text-ink font-semibold [overflow-wrap:anywhere] ${grid.titleLines === 1 ? 'line-clamp-1' : 'line-clamp-2'}`}
        style={{ fontSize: `${grid.title}em`, lineHeight: titleLeading }}
      >
        <bdi>{title}</bdi>
      </p>
      {!grid.isMerged && (
        <div className="mt-auto">
          <Details text={details} size={grid.detail} />
        </div>
      )}
    </li>
  );
}

function Details({ text, size }: { text: string; size: number }) {
  return (
    <p
      className="text-muted flex flex-wrap"
      style={{ fontSize: `${size}em`, lineHeight: detailLeading, columnGap: `${detailGap}em` }}
    >
      {text !== '' &&
        text.split('\n').map((fact, at) => (
          <span data-fact key={at} className={at === 0 ? 'text-ink' : ''}>
            {fact}
          </span>
        ))}
    </p>
  );
}

function colourOf(entry: Entry): string {
  if (entry.kind === 'later') return 'text-muted';
  if (entry.kind === 'overdue') return 'text-bad';
  if (entry.kind === 'long') return 'text-warning';
  return colours[lookOf(entry.job.status).phase];
}

function ShapeOf({ entry }: { entry: Entry }) {
  if (entry.kind === 'later') return <CalendarClock aria-hidden size="1em" />;
  if (entry.kind === 'overdue') return <AlarmClock aria-hidden size="1em" />;
  if (entry.kind === 'long') return <ClockArrowUp aria-hidden size="1em" />;
  return <StatusShape shape={lookOf(entry.job.status).shape} size="1em" />;
}
