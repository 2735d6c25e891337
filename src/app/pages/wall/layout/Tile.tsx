import { CalendarClock } from 'lucide-react';

import { lookOf } from '#insight/status/statuses.ts';
import type { Entry } from '#insight/wall-entries.ts';

import { StatusShape } from '../../../components/StatusShape.tsx';
import { tickingTexts } from '../../../components/use-ticking.ts';
import { colours } from '../../../status/colours.ts';
import { lateColour, lateLooks } from '../../../status/late-looks.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { detailGap, detailLeading, edges, type Grid, side, titleLeading } from './grid.ts';
import { isLate, tileText, type TileContext } from './tile-text.ts';

import './tile.css';

type Props = {
  entry: Entry;
  context: TileContext;
  grid: Grid;
  /** How many columns of the list it takes. */
  columns: number;
};

/** Turns every status colour grey, in the chart too: none may be read as the present. */
export const greyStatusColours = 'grey-statuses';

/** Of what must not be missed from afar; in its own colour. */
const grounds = new Map<Entry['kind'], string>([
  ['failing', 'border-bad bg-bad-soft'],
  ['overdue', 'border-warning bg-warning-soft'],
]);

/** One job: its state, its title and its times. */
export function Tile({ entry, context, grid, columns }: Props) {
  const { vault, state, title } = tileText(entry, context);
  const ground = grounds.get(entry.kind);
  return (
    <li
      data-kind={entry.kind}
      data-job={entry.kind === 'later' ? undefined : entry.job.id}
      className={`grid min-w-0 overflow-hidden rounded-[0.25em] border py-[0.4em] ${
        ground ?? 'border-line bg-surface border-l-current'
      } ${context.vault !== undefined && context.isPast ? greyStatusColours : ''} group-data-[liveness=late]:border-y-warning group-data-[liveness=late]:border-r-warning ${colourOf(entry)}`}
      style={{
        gridColumn: `span ${columns}`,
        borderLeftWidth: `${ground === undefined ? edges.others : edges.attention}em`,
        paddingInline: `${side}em`,
        gridTemplate: grid.isMerged ? merged : stacked,
      }}
    >
      {/* No paragraphs: the space that a reader sets after those would push the title out. */}
      <div
        className="self-baseline font-medium [overflow-wrap:anywhere] [grid-area:state]"
        style={{ fontSize: `${grid.title}em`, lineHeight: titleLeading }}
      >
        <span className="mr-[0.3em] inline-block align-[-0.14em]">
          <Shape entry={entry} />
        </span>
        {vault !== undefined && (
          <>
            <span
              data-tile-vault={context.vault?.host}
              data-vault-colour={context.vault?.colour ?? 'grey'}
              className="text-vault"
            >
              <bdi>{vault}</bdi>
            </span>{' '}
          </>
        )}
        <span data-fact>{state}</span>
      </div>
      {/* A clamped text is cut at its padding, and in Noto Sans a "y" reaches below its line. */}
      <div
        data-title
        className={`text-ink -my-[0.12em] self-start py-[0.12em] font-semibold [overflow-wrap:anywhere] [grid-area:title] ${grid.titleLines === 1 ? 'line-clamp-1' : 'line-clamp-2'}`}
        style={{ fontSize: `${grid.title}em`, lineHeight: titleLeading }}
      >
        <bdi>{title}</bdi>
      </div>
      <Details entry={entry} context={context} grid={grid} />
    </li>
  );
}

/** Where each part stands; the order of the document is the same in both. */
const stacked = '"state" "title" "details" 1fr / minmax(0, 1fr)';
const merged = '"state details" "title title" 1fr / minmax(0, 1fr) auto';

/** Its times tick without a render, which twenty tiles would cost each second. */
function Details({ entry, context, grid: { detail, isMerged } }: Omit<Props, 'columns'>) {
  const read = () => tileText(entry, { ...context, now: context.present() }).details;
  return (
    <div
      ref={tickingTexts(read)}
      className={`text-muted flex flex-wrap [grid-area:details] ${isMerged ? 'ml-[0.7em] self-baseline' : 'self-end'}`}
      style={{ fontSize: `${detail}em`, lineHeight: detailLeading, columnGap: `${detailGap}em` }}
    >
      {read().map((_, at) => (
        <span data-fact key={at} className={at === 0 ? 'text-ink' : ''} />
      ))}
    </div>
  );
}

function colourOf(entry: Entry): string {
  if (entry.kind === 'later') return 'text-muted';
  if (isLate(entry.kind)) return lateColour;
  return colours[lookOf(entry.job.status).phase];
}

function Shape({ entry }: { entry: Entry }) {
  if (entry.kind === 'later') return <CalendarClock aria-hidden size="1em" />;
  if (isLate(entry.kind)) return <Icon path={lateLooks[entry.kind].path} size="1em" />;
  return <StatusShape shape={lookOf(entry.job.status).shape} size="1em" />;
}
