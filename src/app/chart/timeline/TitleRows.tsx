/** A drawing with a row for each title: the run grid and the timeline are drawn in it. */
import type { ReactNode, SVGProps } from 'react';

import type { RowsFilter } from '#insight/rows-filter.ts';
import { shownTitle } from '#insight/status/title.ts';

import { SvgRowsLink } from '../../components/RowsLink.tsx';
import { SvgTitleLink } from '../../components/TitleLink.tsx';
import { Patterns } from '../Patterns.tsx';
import { fittedText } from './fitted-text.ts';

export type TitleRow = {
  title: string;
  /** Below or beside the title; a link to these rows. */
  note: string;
  isBad: boolean;
  rows: RowsFilter;
  count: number;
};

/** Where rows are drawn, in pixels. */
export type Plot = { left: number; width: number; rowHeight: number; labelHeight: number };

const narrowPx = 560;
const plotRowPx = 36;
const labelPx = 20;

/** Beside the titles, or below each of them where there is no room. */
export function plotOf(widthPx: number): Plot {
  if (widthPx < narrowPx)
    return {
      left: 8,
      width: Math.max(1, widthPx - 16),
      rowHeight: plotRowPx + labelPx,
      labelHeight: labelPx,
    };
  const left = Math.round(Math.min(300, Math.max(180, widthPx * 0.24)));
  return { left, width: widthPx - left - 12, rowHeight: plotRowPx, labelHeight: 0 };
}

type Props<Row extends TitleRow> = {
  label: string;
  widthPx: number;
  rows: readonly Row[];
  plot: Plot;
  /** Names its patterns. */
  of: string;
  /** Of what is drawn above the rows. */
  topPx?: number;
  /** In the plot's pixels: behind all rows, and before them. `height` is that of all rows. */
  behind?: (height: number) => ReactNode;
  before?: (height: number) => ReactNode;
  /** What a row shows, from its left upper corner. */
  children: (row: Row, heightPx: number) => ReactNode;
  svg?: SVGProps<SVGSVGElement>;
};

export function TitleRows<Row extends TitleRow>({
  label,
  widthPx,
  rows,
  plot,
  of,
  topPx = 0,
  behind,
  before,
  children,
  svg,
}: Props<Row>) {
  const { left, width, rowHeight, labelHeight } = plot;
  const height = rows.length * rowHeight;
  return (
    <svg
      {...svg}
      role="group"
      aria-label={label}
      data-drawing
      width={widthPx}
      height={height + topPx + 4}
      viewBox={`0 0 ${widthPx} ${height + topPx + 4}`}
      className="block select-none"
    >
      <Patterns of={of} stepPx={6} />
      <g transform={`translate(${left} ${topPx})`}>{behind?.(height)}</g>
      {rows.map((row, at) => (
        <g key={row.title} transform={`translate(0 ${topPx + at * rowHeight})`}>
          <line x2={widthPx} y1={rowHeight} y2={rowHeight} className="stroke-line" />
          <Label row={row} plot={plot} />
          <g transform={`translate(${left} ${labelHeight})`}>
            {children(row, rowHeight - labelHeight)}
          </g>
        </g>
      ))}
      <g
        transform={`translate(${left} ${topPx})`}
        className="pointer-events-none"
        data-width={width}
      >
        {before?.(height)}
      </g>
    </svg>
  );
}

const titlePx = 13;
const notePx = 11;

function Label({ row: { title, note, isBad, rows, count }, plot }: { row: TitleRow; plot: Plot }) {
  const { left, width, labelHeight } = plot;
  const isAbove = labelHeight > 0;
  const shown = shownTitle(title);
  const room = isAbove ? width * 0.6 : left - 20;
  const place = isAbove
    ? { x: left + width, y: 14, textAnchor: 'end' as const }
    : { x: 12, y: 29, textAnchor: 'start' as const };
  const words = (
    <text
      {...place}
      fontSize={notePx}
      className={`quiet-link ${isBad ? 'fill-bad' : 'fill-muted'}`}
    >
      {fittedText(note, isAbove ? width * 0.38 : room, notePx)}
    </text>
  );
  return (
    <>
      <SvgTitleLink title={title}>
        <text
          x={isAbove ? left : 12}
          y={isAbove ? 14 : 15}
          fontSize={titlePx}
          fontWeight={500}
          className="fill-ink quiet-link [unicode-bidi:isolate]"
        >
          {fittedText(shown, room, titlePx)}
        </text>
      </SvgTitleLink>
      {count === 0 ? (
        words
      ) : (
        <SvgRowsLink rows={rows} count={count} label={`${shown}, ${note}`}>
          {words}
        </SvgRowsLink>
      )}
    </>
  );
}
