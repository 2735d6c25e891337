import { type PointerEvent, useMemo } from 'react';

import { milliseconds } from '#contract/instant.ts';
import { sortTitles } from '#insight/views/sort-titles.ts';
import {
  medianChange,
  rateChange,
  rowsBehind,
  successRateOf,
  type TitleRow,
  titleRows,
} from '#insight/views/titles.ts';

import { MarkArea } from '../../../chart/MarkArea.tsx';
import { hoverMoment, markNewest, newestLook } from '../../../chart/MomentLine.tsx';
import { TitlePager } from '../../../chart/timeline/TitlePager.tsx';
import { ViewPanel, type ViewTable } from '../../../chart/ViewPanel.tsx';
import { stateWords } from '../../../components/title-state-words.ts';
import { dotted } from '../../../ui/dot.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { counted, number } from '../../../ui/number.ts';
import { noneWords } from '../none-words.ts';
import { type Insights, useInsightsSearch } from '../use-insights.ts';
import { TitlesTable } from './TitlesTable.tsx';

type Props = { insights: Insights };

const pageSize = 20;

/** One row per title: how it is doing, how it did in the range, and when it runs next. */
export function Titles({ insights }: Props) {
  const { titles, range, before, knownFrom, now, zone, about } = insights;
  const { monitors = none } = insights;
  const { search, set } = useInsightsSearch();
  // Of 100,000 runs it takes 30 ms, and the page is rendered with each answer of Vault.
  const rows = useMemo(
    () => titleRows(titles, { range, before, knownFrom, monitors, now }),
    [titles, range, before, knownFrom, monitors, now],
  );
  const sorted = useMemo(() => sortTitles(rows, search.sort), [rows, search.sort]);
  const shown = Math.min(search.page - 1, Math.max(0, Math.ceil(sorted.length / pageSize) - 1));
  const partial = range.from < knownFrom;
  return (
    <ViewPanel
      title="Titles"
      note={<Note rows={rows} insights={insights} partial={partial} />}
      table={() => tableOf(sorted, insights)}
      outline={{ name: 'titles', count: sorted.length }}
      zone={zone}
      about={about}
      isTable
    >
      {sorted.length === 0 ? (
        <Empty>{noneWords('run', 'ended', insights)} Nothing is planned. Widen the range.</Empty>
      ) : (
        <div
          ref={markNewest}
          onPointerOver={markHovered}
          onPointerLeave={() => hoverMoment(undefined)}
          className={newestLook}
        >
          <MarkArea label="Titles">
            <TitlesTable
              rows={sorted.slice(shown * pageSize, (shown + 1) * pageSize)}
              insights={insights}
              partial={partial}
            />
          </MarkArea>
        </div>
      )}
      <div className="px-3 py-1">
        <TitlePager
          view="table"
          page={shown}
          size={pageSize}
          total={sorted.length}
          onPage={(page) => set({ page: page + 1 })}
        />
      </div>
    </ViewPanel>
  );
}

/** When the run was over whose mark the pointer is on. */
function markHovered({ target }: PointerEvent) {
  const mark = target instanceof Element ? target.closest('[data-at]') : null;
  const at = mark?.getAttribute('data-at') ?? undefined;
  hoverMoment(at === undefined ? undefined : Number(at));
}

const none: NonNullable<Insights['monitors']> = [];

type NoteProps = { rows: readonly TitleRow[]; partial: boolean } & Props;

function Note({ rows, insights, partial }: NoteProps) {
  const { titles, zone, before, knownFrom, monitors } = insights;
  const idle = titles.length - rows.filter(({ runs }) => runs.length > 0).length;
  const text = dotted([
    counted(rows.length, 'title'),
    idle > 0 && `${number(idle)} without a run in this range left out`,
    `times in ${zone}`,
    partial && 'not all of this range has been read',
    before !== undefined && before.from < knownFrom && 'the period before has not been read',
    monitors === undefined && 'planned runs have not been read yet',
  ]);
  // Other words take the place of these, which then don't move.
  return <span key={text}>{text}</span>;
}

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1_000);
const percent = (share: number | undefined) =>
  share === undefined ? undefined : Math.round(share * 1_000) / 10;

const columns: ViewTable['columns'] = [
  { key: 'title', header: 'Title', kind: 'text' },
  { key: 'last_status', header: 'Last status', kind: 'text' },
  { key: 'last_over', header: 'Last run finished or missed', kind: 'zoned' },
  { key: 'state', header: 'State', kind: 'text' },
  { key: 'state_since', header: 'State since', kind: 'zoned' },
  { key: 'runs', header: 'Runs', kind: 'number' },
  { key: 'succeeded', header: 'Succeeded', kind: 'number' },
  { key: 'failed', header: 'Failed', kind: 'number' },
  { key: 'ended_without_result', header: 'Ended without a result', kind: 'number' },
  { key: 'unknown_status', header: 'Unknown status', kind: 'number' },
  {
    key: 'success_percent',
    header: 'Succeeded of those that succeeded or failed (%)',
    kind: 'number',
  },
  {
    key: 'success_change',
    header: 'Change of the success rate (percentage points)',
    kind: 'number',
  },
  { key: 'p50_s', header: 'Median run (s)', kind: 'seconds' },
  { key: 'p50_change', header: 'Change of the median (%)', kind: 'number' },
  { key: 'p95_s', header: 'p95 run (s)', kind: 'seconds' },
  { key: 'queued_p95_s', header: 'p95 wait in the queue (s)', kind: 'seconds' },
  { key: 'queued_known', header: 'Runs with a known wait', kind: 'number' },
  { key: 'next', header: 'Next planned', kind: 'zoned' },
];

function tableOf(rows: readonly TitleRow[], insights: Insights): ViewTable {
  const { range } = insights;
  return {
    name: 'titles',
    columns,
    rows: rows.map((row) => {
      const { title, state, inRange, next } = row;
      const { counts, ran, queued } = inRange;
      const last = state.kind === 'no-runs' ? undefined : state.last;
      return {
        key: title,
        cells: [
          title,
          last?.job.status,
          last?.overMs,
          stateWords(state, insights).what,
          'sinceMs' in state ? state.sinceMs : undefined,
          inRange.runs,
          counts.well,
          counts.badly,
          counts.otherwise,
          counts.unknown,
          percent(successRateOf(inRange)),
          percent(rateChange(row)),
          seconds(ran.p50Ms),
          percent(medianChange(row)),
          seconds(ran.p95Ms),
          seconds(queued.p95Ms),
          queued.runs,
          next?.start === undefined ? undefined : milliseconds(next.start),
        ].map((value, nth) => (nth === 5 ? { value, rows: rowsBehind(row, range) } : { value })),
      };
    }),
  };
}
