import { createLazyRoute } from '@tanstack/react-router';
import { type ComponentType, memo, useEffect, useMemo, useState } from 'react';

import { instant } from '#contract/instant.ts';
import { runsWithin } from '#insight/finished-runs.ts';
import { isFiltering } from '#insight/page-filter.ts';
import { dateTime } from '#insight/time/format.ts';

import { useArchive } from '../../archive/use-archive.ts';
import { ageWords, coverageWords } from '../../components/coverage-words.ts';
import { ListStates } from '../../components/ListStates.tsx';
import { PageTitle } from '../../components/PageTitle.tsx';
import { type Narrowing, RowsNarrowed } from '../../components/RowsLink.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { useZone } from '../../components/use-zone.ts';
import { deviceNow } from '../../time/clock.ts';
import { dot } from '../../ui/dot.ts';
import { number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Controls } from './Controls.tsx';
import type { InsightsSearch } from './search.ts';
import { type Insights, useInsights, useInsightsSearch } from './use-insights.ts';
import { renderAtOnce, useOneByOne } from './use-one-by-one.ts';
import { areRunsKnown } from './use-title-runs.ts';
import { Durations } from './views/Durations.tsx';
import { FailureMatrix } from './views/FailureMatrix.tsx';
import { HeatMap } from './views/HeatMap.tsx';
import { NextDay } from './views/NextDay.tsx';
import { RunGrid } from './views/RunGrid.tsx';
import { Throughput } from './views/Throughput.tsx';
import { Timeline } from './views/Timeline.tsx';
import { Titles } from './views/Titles.tsx';

export const page = createLazyRoute('/signed-in/insights')({ component: InsightsPage });

/** A history that takes longer is shown as far as it has been read. */
const longestWaitMs = 5_000;

/** In the order in which an admin asks. */
const views: readonly { name: string; View: ComponentType<{ insights: Insights }> }[] = [
  { name: 'Titles', View: memo(Titles) },
  { name: 'RunGrid', View: memo(RunGrid) },
  { name: 'Timeline', View: memo(Timeline) },
  { name: 'Durations', View: memo(Durations) },
  { name: 'FailureMatrix', View: memo(FailureMatrix) },
  { name: 'Throughput', View: memo(Throughput) },
  { name: 'HeatMap', View: memo(HeatMap) },
  { name: 'NextDay', View: memo(NextDay) },
];

/**
 * What is far from the screen is there, for those who search the page or have it read to them, but
 * the browser lays it out and paints it again only when it comes near: 10,000 elements cost it as
 * much as React. Until then it is as high as it was when it was laid out last.
 */
const laidOutNearScreen = '[content-visibility:auto] print:[content-visibility:visible]';

/** What fails, since when, what got slower, what collides, what is coming. */
function InsightsPage() {
  const { search } = useInsightsSearch();
  const insights = useInsights();
  const { jobs: archived, state } = useArchive();
  const jobs = archived.all();
  const [openedAt] = useState(deviceNow);
  const { title, by, zone } = search;
  const narrowing = useMemo(() => ({ title, by, zone }), [title, by, zone]);
  const question = questionOf(search);
  const { coverage, activity } = state;
  const isOpening = activity.kind === 'opening' && jobs.length === 0;
  const isNew = useTicking(() => deviceNow() - openedAt < longestWaitMs);
  const isReading = activity.kind === 'reading' || activity.kind === 'checking';
  const isComing = coverage.kind === 'complete' ? !areRunsKnown(jobs) : isReading;
  const isKnown = !isOpening && coverage.kind !== 'none';
  const [wasShown, setWasShown] = useState(false);
  // The first time, order and words of its rows change with each page of the history that is read.
  // What has been shown stays: a run that finishes then is nothing to wait for.
  const isAwaited = isNew && isComing && !state.hasStoredHistory && !wasShown;
  const isShown = isKnown && !isAwaited && insights !== undefined;
  if (isShown && !wasShown) setWasShown(true);
  const canPrint = isKnown && insights !== undefined;
  useEffect(() => {
    // On paper, what has been read so far is better than nothing.
    const show = () => canPrint && renderAtOnce(() => setWasShown(true));
    addEventListener('beforeprint', show);
    return () => removeEventListener('beforeprint', show);
  }, [canPrint]);
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="Insights" />
      <h1 className="sr-only">Insights</h1>
      <Panel title="Finished jobs over time" aside={<CoverageWords insights={insights} />}>
        <div className="px-3 py-2">
          <Controls jobs={jobs} />
          <p className="hidden first-letter:uppercase print:block">
            {isShown
              ? aboutWords(insights)
              : 'No view is drawn yet: the finished jobs are still being read. Print again later.'}
          </p>
        </div>
      </Panel>
      <ListStates
        known={isShown}
        error={isKnown ? null : (state.error ?? null)}
        empty={insights?.titles.length === 0 && (insights.monitors ?? []).length === 0}
        nothing={nothingWords({
          jobs: jobs.length,
          isFiltered: isFiltering({ title, by }),
          isComplete: coverage.kind === 'complete',
        })}
        rows={12}
      >
        {insights && <Views insights={insights} narrowing={narrowing} question={question} />}
      </ListStates>
    </div>
  );
}

/** What the controls say on the screen. */
function aboutWords({ about, range, axis, before, zone }: Insights): string {
  const [from, to] = [axis.from, axis.to].map((at) => dateTime(instant(Math.round(at)), zone));
  const compared = before === undefined ? '' : '; compared with the period before';
  return `${about.filters}; ${Number.isFinite(range.from) ? `from ${from}` : `since the first, ${from}`} to ${to}${compared}.`;
}

/** What the page is about. Newer jobs and the passing of time answer the same question anew. */
function questionOf({ range, from, to, title, by, compare, zone }: InsightsSearch): string {
  return JSON.stringify([range, from, to, title, by, compare, zone]);
}

/** They begin on the first screen, where nothing would be gained: Chromium counts them as moved. */
const mostOnScreen = 2;

type Drawn = { insights: Insights; narrowing: Narrowing; question: string };

const isSameQuestion = (one: Drawn, other: Drawn) => one.question === other.question;

/** Of what has not been drawn again: neither seen nor found nor read out, and as high as it was. */
const outdatedLook = '[&_[data-view]]:[content-visibility:hidden] [&_section>header>div]:invisible';

/** A range that is chosen is shown at once; the views follow without holding up what is typed. */
function Views({ insights, narrowing, question }: Drawn) {
  const latest = useMemo(
    () => ({ insights, narrowing, question }),
    [insights, narrowing, question],
  );
  const { area, places } = useOneByOne({ latest, count: views.length, isSameQuestion });
  const isLaidOut = useIsLaidOut(places.map(({ shown }) => shown));
  const look = isLaidOut ? laidOutNearScreen : '';
  const isBusy = places.some(({ shown, isOutdated }) => shown !== latest && !isOutdated);
  return (
    <div ref={area} aria-busy={isBusy} className="flex flex-col gap-2">
      {views.map(({ name, View }, nth) => (
        <div
          key={name}
          // Clipped, as drawings follow a narrower page a moment later.
          className={`min-h-48 min-w-0 overflow-x-clip [contain-intrinsic-block-size:auto_40rem] ${nth < mostOnScreen ? '' : look} ${places[nth]?.isOutdated === true ? outdatedLook : ''}`}
        >
          <OneView View={View} drawn={places[nth]?.shown} />
        </div>
      ))}
    </div>
  );
}

/** Long enough for drawings to follow their views. */
const stillAfterMs = 500;

/** Whether all views have been laid out with the whole archive: the page would jump as others grow. */
function useIsLaidOut(drawn: readonly unknown[]): boolean {
  const { state } = useArchive();
  const [isLaidOut, setIsLaidOut] = useState(false);
  const isDrawn = state.coverage.kind === 'complete' && !drawn.includes(undefined);
  useEffect(() => {
    if (!isDrawn) return undefined;
    const timer = setTimeout(() => setIsLaidOut(true), stillAfterMs);
    return () => clearTimeout(timer);
  }, [isDrawn]);
  return isLaidOut;
}

type OneViewProps = { View: ComponentType<{ insights: Insights }>; drawn: Drawn | undefined };

/** A memo: one that is drawn draws no other. */
const OneView = memo(function OneView({ View, drawn }: OneViewProps) {
  if (drawn === undefined) return null;
  return (
    <RowsNarrowed value={drawn.narrowing}>
      <View insights={drawn.insights} />
    </RowsNarrowed>
  );
});

function CoverageWords({ insights }: { insights: Insights | undefined }) {
  const { state } = useArchive();
  const words = coverageWords(state);
  const zone = useZone();
  const age = useTicking(() => ageWords(state, zone, deviceNow()));
  const titles = insights?.titles;
  const range = insights?.range;
  const count = useMemo(
    () => range && titles?.reduce((sum, { runs }) => sum + runsWithin(runs, range).length, 0),
    [titles, range],
  );
  return (
    // On a phone as high as its longest words; they change while the history is read.
    <span role="status" aria-label="Coverage" className="max-sm:block max-sm:min-h-15">
      {/* Other words take the place of these: what follows them isn't pushed along the line. */}
      <span key={`${words} ${count}`}>
        {words}
        {age}
        {/* None of those that were read is not none. */}
        {count !== undefined &&
          state.coverage.kind !== 'none' &&
          `${dot}${number(count)} in this range`}
      </span>
    </span>
  );
}

type Known = { jobs: number; isFiltered: boolean; isComplete: boolean };

/** Where there are finished jobs, but no run of them: one without any date is in no range. */
function nothingWords({ jobs, isFiltered, isComplete }: Known): string {
  if (jobs > 0 && isFiltered) return 'No job matches these filters. Clear them.';
  if (jobs > 0)
    return 'No finished job has a date, so there is nothing to show over time. History lists them.';
  return isComplete
    ? 'No job has finished in this Vault yet.'
    : 'No finished job has been read so far. The history is being read.';
}
