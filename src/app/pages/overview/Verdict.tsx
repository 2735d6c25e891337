import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { instant, milliseconds } from '#contract/instant.ts';
import type { PageFilter } from '#insight/page-filter.ts';
import { clockTime } from '#insight/time/format.ts';
import { verdictText } from '#insight/verdict.ts';

import { onVaultClock, vaultNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { dot } from '../../ui/dot.ts';
import { counted, number } from '../../ui/number.ts';
import { type ListName, listOf, type Model } from './model.ts';

type Props = {
  model: Model;
  shown: ListName | 'all';
  /** How many of the failing titles the viewer has seen. */
  seen: number;
  zone: string;
  /** Opens the filter; undefined while it is open. */
  onFilter: (() => void) | undefined;
};

/** Whether anything is wrong, in a line; then the counts. Each leads to exactly the rows that it counts. */
export function Verdict({ model, shown, seen, zone, onFilter }: Props) {
  const { sets, histories } = model;
  return (
    <nav
      aria-label="Counts"
      className="flex min-h-16 flex-wrap items-center justify-between gap-x-8 gap-y-2 px-1"
    >
      <div className="min-w-0">
        <p className="min-h-8 text-xl font-semibold">
          <Headline model={model} shown={shown} seen={seen} zone={zone} />
        </p>
        <p className="text-muted min-h-10 text-sm sm:min-h-5">
          {histories !== undefined && <Failures model={model} shown={shown} zone={zone} />}
        </p>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Count model={model} set="running" shown={shown} label="Running" />
        <Count model={model} set="queued" shown={shown} label="Queued" />
        <Count model={model} set="scheduled" shown={shown} label="Scheduled" />
        {(sets.unknown.length > 0 || shown === 'unknown') && (
          <Count model={model} set="unknown" shown={shown} label="Unknown status" />
        )}
        {onFilter !== undefined && (
          // On a phone in a line that another count may join.
          <span className="flex min-h-10 items-center">
            <Button variant="quiet" onClick={onFilter}>
              Filter
            </Button>
          </span>
        )}
      </div>
    </nav>
  );
}

/** What is wrong, the worst first. */
function Headline({ model, shown, seen, zone }: Omit<Props, 'onFilter'>) {
  const { attention, sets } = model;
  if (model.isAwaited)
    return <span className="bg-raised inline-block h-6 w-80 max-w-full rounded align-middle" />;
  const sure = attention.failing.filter(({ isSure }) => isSure).length;
  const unsure = attention.failing.length - sure;
  const parts: { set: ListName; words: string; tone: string }[] = [
    { set: 'failing' as const, words: failingWords({ sure, unsure, seen }), tone: 'text-bad' },
    {
      set: 'overdue' as const,
      words: wordsOf(sets.overdue.length, 'job is overdue', 'jobs are overdue'),
      tone: 'text-warning',
    },
    {
      set: 'stuck' as const,
      words: wordsOf(sets.stuck.length, 'job is stuck in the queue', 'jobs are stuck in the queue'),
      tone: 'text-warning',
    },
    {
      set: 'long' as const,
      words: wordsOf(
        sets.long.length,
        'job is taking longer than usual',
        'jobs are taking longer than usual',
      ),
      tone: 'text-warning',
    },
  ].filter(({ words }) => words !== '');
  const unread = unreadWords(model);
  if (parts.length === 0 && unread === '') return <Clear model={model} zone={zone} />;
  const words = parts.map(({ set, words, tone }, nth) => (
    <span key={set}>
      {nth > 0 && <span className="text-muted">, </span>}
      <ListLink list={set} shown={shown} filter={model.filter} className={`${tone} quiet-link`}>
        {words}
      </ListLink>
    </span>
  ));
  return (
    <>
      {model.unfiltered !== undefined && filteredJobs}
      {words}
      {unread !== '' && (
        <span className="text-muted">
          {parts.length > 0 && ', '}
          {unread}
        </span>
      )}
    </>
  );
}

/** A list that could not be read may hold anything. */
function unreadWords({ monitors, histories }: Model): string {
  if (monitors === undefined && histories === undefined) return 'Vault’s jobs can’t be read';
  if (histories === undefined) return 'Failed runs can’t be read';
  return monitors === undefined ? 'Running and scheduled jobs can’t be read' : '';
}

export function failingWords({
  sure,
  unsure,
  seen,
}: {
  sure: number;
  unsure: number;
  seen: number;
}) {
  const words = [
    wordsOf(sure, 'title is failing', 'titles are failing'),
    unsure > 0 &&
      `${number(unsure)} ${sure > 0 ? 'more' : unsure === 1 ? 'title' : 'titles'} may be failing`,
  ].filter((one) => one !== false && one !== '');
  return `${words.join(', ')}${words.length > 0 && seen > 0 ? ` (${number(seen)} seen)` : ''}`;
}

export function wordsOf(count: number, one: string, several: string): string {
  return count === 0 ? '' : counted(count, one, several);
}

/** What follows is not said of the whole Vault. */
const filteredJobs = <span className="text-muted">Filtered jobs: </span>;

function Clear({ model: { sets, verdict, unfiltered }, zone }: { model: Model; zone: string }) {
  if (unfiltered !== undefined && Object.values(sets).every((jobs) => jobs.length === 0))
    return 'No job matches the filter';
  const { headline, detail } = verdictText(verdict, { zone, now: vaultNow() });
  const isClear = verdict.kind !== 'unsure' && unfiltered === undefined;
  return (
    <span className={isClear ? 'text-well' : 'text-ink'}>
      {unfiltered !== undefined && filteredJobs}
      {headline}
      {detail !== '' && <span className="text-muted text-sm font-normal"> {detail}</span>}
    </span>
  );
}

/** All that is said is of the last answer, whose age the header gives; here, once it is old. */
const oldMs = 120_000;

function Failures({ model, shown, zone }: Pick<Props, 'model' | 'shown' | 'zone'>) {
  const { sets, attention, failuresWhole, histories } = model;
  const now = vaultNow();
  const at = histories && onVaultClock(milliseconds(histories.asOf));
  const count = sets.failed.length;
  const { recovered } = attention;
  return (
    <>
      <ListLink list="failed" shown={shown} filter={model.filter} className="quiet-link">
        {failuresWhole ? '' : 'At least '}
        {count === 0 && failuresWhole ? 'No failed runs' : counted(count, 'failed run')} in 24 h
      </ListLink>
      {recovered.length > 0 && (
        <>
          {dot}
          <ListLink list="recovered" shown={shown} filter={model.filter} className="quiet-link">
            {counted(recovered.length, 'title')} failed and recovered
          </ListLink>
        </>
      )}
      {at !== undefined && now - at > oldMs && `${dot}as of ${clockTime(instant(at), zone, now)}`}
    </>
  );
}

type CountProps = Pick<Props, 'model' | 'shown'> & { set: ListName; label: string };

function Count({ model, set, shown, label }: CountProps) {
  const { monitors } = model;
  const atLeast = monitors !== undefined && monitors.warnings.length > 0;
  return (
    <ListLink
      list={set}
      shown={shown}
      filter={model.filter}
      className="hover:bg-raised aria-[current=true]:outline-accent flex min-w-16 flex-col rounded px-2 text-right aria-[current=true]:outline"
    >
      <span className="text-lg font-semibold tabular-nums">
        {monitors === undefined ? '–' : number(listOf(set, model).length)}
        {atLeast && '+'}
      </span>
      <span className="text-muted quiet-link text-xs">
        {label}
        {atLeast && <span className="sr-only"> at least</span>}
      </span>
    </ListLink>
  );
}

type ListLinkProps = {
  list: ListName;
  shown: ListName | 'all';
  filter: PageFilter;
  className: string;
  children: ReactNode;
};

/** Shows a list whole; pressed again, the page with a part of each. */
function ListLink({ list, shown, filter, className, children }: ListLinkProps) {
  const isShown = shown === list;
  return (
    <Link
      to="/"
      search={{ ...filter, show: isShown ? 'all' : list }}
      // Exact: a link without a search would count as the page itself, whatever is shown.
      activeOptions={{ exact: true }}
      aria-current={isShown ? 'true' : undefined}
      className={className}
    >
      {children}
    </Link>
  );
}
