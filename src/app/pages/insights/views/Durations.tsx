import { useId, useMemo } from 'react';

import { runsWithin, type TitleRuns } from '#insight/finished-runs.ts';
import { shownTitle } from '#insight/status/title.ts';
import { outcomes } from '#insight/throughput.ts';
import { span } from '#insight/time/format.ts';
import { spanTicks } from '#insight/views/axis.ts';
import { durations, type Durations as Sums, slowdowns } from '#insight/views/durations.ts';

import { Band } from '../../../chart/Band.tsx';
import {
  isolating,
  Legend,
  type LegendItem,
  outcomeItem,
  queuedItem,
} from '../../../chart/Legend.tsx';
import { MarkArea } from '../../../chart/MarkArea.tsx';
import { Patterns } from '../../../chart/Patterns.tsx';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { number } from '../../../ui/number.ts';
import { noneWords } from '../none-words.ts';
import { type Plot, TimePlot } from '../TimePlot.tsx';
import { type Insights, useInsightsSearch } from '../use-insights.ts';
import { noteOf, tableOf } from './duration-words.ts';
import { DurationBar } from './DurationBar.tsx';

type Props = { insights: Insights };

/** Bars stay wide enough to be told apart on a phone, and few enough to be drawn at once. */
const places = 120;

/** How long the runs of one title took, and which titles have become slower. */
export function Durations({ insights }: Props) {
  const { titles, range, axis, before, zone } = insights;
  const { search, set } = useInsightsSearch();
  // 30 ms of 100,000 rows, which each choice of a title would cost.
  const slower = useMemo(
    () => (before === undefined ? [] : slowdowns(titles, { range, before })),
    [titles, range, before],
  );
  const shown = titles.filter(({ runs }) => runsWithin(runs, range).length > 0);
  const of = titles.find(({ title }) => title === search.of) ?? firstOf(shown, slower[0]?.title);
  const id = useId();
  const sums = durations(of?.runs ?? [], { title: of?.title ?? '', range, axis, places });
  return (
    <ViewPanel
      title="Duration over time"
      note={noteOf(sums)}
      controls={<TitleChoice titles={shown} of={of?.title} onChange={(of) => set({ of })} />}
      table={() => tableOf(sums, insights)}
      outline={{ name: 'durations', count: sums.marks.length }}
      zone={zone}
      about={aboutTitle(insights.about, of?.title)}
    >
      {slower.length > 0 && (
        <p
          data-on-paper
          className="text-muted flex flex-wrap items-center gap-x-1 px-2 pt-1 text-sm"
        >
          Slower than before:
          {slower.slice(0, mostSlower).map(({ title, medianMs, beforeMs }) => (
            <Button
              key={title}
              variant="quiet"
              aria-pressed={title === of?.title}
              onClick={() => set({ of: title })}
            >
              <bdi className="max-w-28 truncate sm:max-w-60">{shownTitle(title)}</bdi>{' '}
              {span(medianMs)}, was {span(beforeMs)}
            </Button>
          ))}
          {slower.length > mostSlower && `and ${number(slower.length - mostSlower)} more`}
        </p>
      )}
      {sums.runs === 0 ? (
        <p className="p-3">
          {noneWords(of === undefined ? 'run' : 'run of this title', 'finished', insights)}
        </p>
      ) : (
        <>
          <div className={isolating(search.durations)}>
            <MarkArea label={`Runs of ${shownTitle(of?.title ?? '')}`}>
              <Drawing sums={sums} insights={insights} id={id} />
            </MarkArea>
          </div>
          <Legend
            items={legendItems(sums, id)}
            isolated={search.durations}
            onIsolate={(durations) => set({ durations })}
          />
        </>
      )}
    </ViewPanel>
  );
}

const mostSlower = 3;

function aboutTitle(about: Insights['about'], title: string | undefined): Insights['about'] {
  if (title === undefined) return about;
  return { ...about, filters: `${about.filters}; title is "${shownTitle(title)}"` };
}

/** What these bars show, and nothing else. */
function legendItems({ marks, queued }: Sums, of: string): LegendItem[] {
  const shown = new Set(marks.flatMap((mark) => mark.outcomes.map(({ outcome }) => outcome)));
  return [
    ...outcomes
      .filter((one) => shown.has(one))
      .map((outcome) => ({
        ...outcomeItem(outcome, of),
        // In the colours of these bars, which are darker than those of single runs elsewhere.
        swatch: <Band {...{ x: 1, y: 1, width: 14, height: 10, outcome, of, linePx: 1 }} />,
      })),
    ...(queued > 0 ? [queuedItem] : []),
  ];
}

/** The title that has become slower most, else the one with the most runs. */
function firstOf(titles: readonly TitleRuns[], slowest: string | undefined): TitleRuns | undefined {
  const known = titles.find(({ title }) => title === slowest);
  return known ?? titles.toSorted((a, b) => b.runs.length - a.runs.length)[0];
}

type ChoiceProps = {
  titles: readonly TitleRuns[];
  of: string | undefined;
  onChange: (title: string) => void;
};

/** As a list shows it: a title of 400 characters would be wider than the page. */
const longestTitle = 60;

function TitleChoice({ titles, of, onChange }: ChoiceProps) {
  const names = new Set([...titles.map(({ title }) => title), ...(of === undefined ? [] : [of])]);
  const options = [...names]
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .map((value) => ({ value, label: shortened(shownTitle(value)) }));
  return (
    <span className="inline-flex max-w-60 min-w-0">
      <Choice label="Title" value={of ?? ''} options={options} onChange={onChange} />
    </span>
  );
}

function shortened(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle)} …`;
}

function Drawing({ sums, insights, id }: { sums: Sums; insights: Insights; id: string }) {
  const { topMs, marks, usual, queued } = sums;
  // Bars stand for the time in the queue as well.
  const of = queued > 0 ? 'run ' : '';
  return (
    <TimePlot
      insights={insights}
      span={insights.axis}
      values={spanTicks(topMs)}
      top={topMs}
      height={180}
    >
      {(plot) => (
        <>
          <Patterns of={id} stepPx={6} />
          {marks.map((mark) => (
            <DurationBar key={mark.from} {...{ mark, plot, topMs, insights }} of={id} />
          ))}
          {usual !== undefined && (
            <>
              <Level ms={usual.p95Ms} label={`${of}p95 ${span(usual.p95Ms)}`} plot={plot} isAbove />
              <Level
                ms={usual.medianMs}
                label={`${of}median ${span(usual.medianMs)}`}
                plot={plot}
              />
            </>
          )}
        </>
      )}
    </TimePlot>
  );
}

type LevelProps = { ms: number; label: string; plot: Plot; isAbove?: boolean };

/** A line with its value; the names of two close ones stand on either side of them. */
function Level({ ms, label, plot, isAbove = false }: LevelProps) {
  const y = plot.y(ms);
  return (
    <g className="pointer-events-none">
      <line
        {...{ x1: plot.left, x2: plot.right, y1: y, y2: y }}
        className={isAbove ? 'stroke-warning' : 'stroke-ink'}
        strokeDasharray="4 3"
      />
      <text
        x={plot.right - 2}
        y={isAbove ? y - 4 : y + 12}
        textAnchor="end"
        paintOrder="stroke"
        strokeWidth={6}
        className="fill-ink stroke-surface text-xs"
      >
        {label}
      </text>
    </g>
  );
}
