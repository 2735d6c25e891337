import { listed } from '#insight/several-overviews.ts';
import { doubts } from '#insight/verdict.ts';

import { counted, number } from '../../../ui/number.ts';
import { failingWords, wordsOf } from '../Verdict.tsx';
import type { JointModel } from './model.ts';

type Props = { model: JointModel };

/** Whether anything is wrong at the Vaults that are read, which of them are not, and the counts. */
export function JointVerdict({ model }: Props) {
  const { counts } = model;
  const { mayLackUnfinished: atLeast } = counts;
  // Of none it isn't known that there is nothing.
  const shown = (count: number) =>
    counts.read === 0 ? '–' : `${number(count)}${atLeast ? '+' : ''}`;
  return (
    <section
      aria-label="Counts"
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 px-1 lg:flex-nowrap"
    >
      <p className="min-w-0 text-xl font-semibold">
        <Headline model={model} />
      </p>
      <dl className="flex shrink-0 flex-wrap gap-x-6 gap-y-1 text-right">
        <Count label="Running" value={shown(counts.running)} atLeast={atLeast} />
        <Count label="Queued" value={shown(counts.queued)} atLeast={atLeast} />
        <Count label="Scheduled" value={shown(counts.scheduled)} atLeast={atLeast} />
        {counts.unknown > 0 && (
          <Count label="Unknown status" value={shown(counts.unknown)} atLeast={atLeast} />
        )}
      </dl>
    </section>
  );
}

function Headline({ model }: Props) {
  const { counts, vaults, attention, isFiltered } = model;
  if (counts.read === 0) {
    return vaults.some(({ state }) => state === 'loading')
      ? 'Loading jobs from the Vaults …'
      : 'No Vault can be read';
  }
  const seen = attention.filter(
    ({ seen, pastAt, trouble }) => seen && pastAt === undefined && trouble?.failing,
  ).length;
  const parts = [
    { words: failingWords({ ...counts, seen }), tone: 'text-bad' },
    {
      words: wordsOf(counts.overdue, 'job is overdue', 'jobs are overdue'),
      tone: 'text-warning',
    },
    {
      words: wordsOf(counts.stuck, 'job is stuck in the queue', 'jobs are stuck in the queue'),
      tone: 'text-warning',
    },
    {
      words: wordsOf(
        counts.long,
        'job is taking longer than usual',
        'jobs are taking longer than usual',
      ),
      tone: 'text-warning',
    },
  ].filter(({ words }) => words !== '');
  return (
    <>
      {isFiltered && !isNone(model) && <span className="text-muted">Filtered jobs: </span>}
      {parts.map(({ words, tone }, nth) => (
        <span key={words}>
          {nth > 0 && <span className="text-muted">, </span>}
          <span className={tone}>{words}</span>
        </span>
      ))}
      {parts.length === 0 && <Clear model={model} />}
      <span className="text-muted"> {scopeText(model)}</span>
    </>
  );
}

function isNone({ live, scheduled, ended }: JointModel): boolean {
  return live.length + scheduled.length + ended.length === 0;
}

function Clear({ model }: Props) {
  const { counts, isFiltered } = model;
  if (isFiltered && isNone(model)) return 'No job matches the filter';
  const [doubt] = counts.doubts;
  if (doubt !== undefined)
    return `No known failures, but in ${listed(counts.doubts.map(({ name }) => name))} ${doubts[doubt.why]},`;
  const isClear = counts.unread.length === 0 && !isFiltered;
  return <span className={isClear ? 'text-well' : 'text-ink'}>All clear</span>;
}

/** Nothing is said of a Vault that can't be read. */
function scopeText({ counts: { read, unread }, vaults }: JointModel): string {
  const all = counted(vaults.length, 'Vault');
  if (unread.length === 0)
    return read === 1 ? `in ${all}` : read === 2 ? 'in both Vaults' : `in all ${all}`;
  const loading = vaults.flatMap(({ name, state }) => (state === 'loading' ? [name] : []));
  const others = unread.filter((name) => !loading.includes(name));
  const which = [
    ...(others.length === 0 ? [] : [`${listed(others)} ${are(others)} not included`]),
    ...(loading.length === 0 ? [] : [`${listed(loading)} ${are(loading)} loading`]),
  ];
  return `in ${read} of ${all}; ${which.join(', ')}`;
}

function are(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are';
}

type CountProps = { label: string; value: string; atLeast: boolean };

function Count({ label, value, atLeast }: CountProps) {
  return (
    <div className="flex min-w-16 flex-col-reverse px-2">
      <dt className="text-muted text-xs">
        {label}
        {atLeast && <span className="sr-only"> at least</span>}
      </dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}
