/** The columns of titles that need attention: the state, why, the last runs, and whether they were seen. */
import { lazy, type ReactNode, Suspense, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { isSeen, type Seen, shownRuns, type Trouble } from '#insight/attention.ts';
import { shownTitle } from '#insight/status/title.ts';
import type { Usual } from '#insight/usual.ts';

import { IdLink, JobLink } from '../../components/JobLink.tsx';
import { shapePaths } from '../../components/StatusShape.tsx';
import { tickingText } from '../../components/use-ticking.ts';
import { loadChunk } from '../../load-chunk.ts';
import { markSeen, unmarkSeen } from '../../seen.ts';
import { colours } from '../../status/colours.ts';
import { lateColour, lateLooks } from '../../status/late-looks.ts';
import type { Column } from '../../table/column.ts';
import { vaultNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { why } from './attention-words.ts';
import type { Model } from './model.ts';

// Drawings come after the first rows: their code is no part of the first load.
const LastRuns = lazy(async () => ({
  default: (await loadChunk(import('./LastRuns.tsx'))).LastRuns,
}));

type Context = {
  troubles: readonly Trouble[];
  seen: readonly Seen[];
  vault: string;
  zone: string;
  /** Whether more may become known of them. */
  mayGrow: boolean;
} & Pick<Model, 'usual' | 'queuedSince'>;

/** The same array until what they show changes, or every row would be drawn again. */
export function useAttentionColumns(context: Context): readonly Column<Job>[] {
  const { troubles, seen, vault, zone, usual, mayGrow } = context;
  const key = JSON.stringify([
    mayGrow,
    zone,
    vault,
    troubles.map(({ title, job, kind, failing, jobs, runs }) => [
      [job.id, kind, failing, jobs, usual.get(title)],
      runs.map((run) => run.job.id),
      seen.filter(({ id }) => id === job.id),
    ]),
  ]);
  const [made, setMade] = useState(() => ({ key, columns: columnsFor(context) }));
  if (made.key !== key) setMade({ key, columns: columnsFor(context) });
  return made.columns;
}

function columnsFor(context: Context): readonly Column<Job>[] {
  const { troubles, seen, vault, zone, usual, queuedSince, mayGrow } = context;
  const byJob = new Map(troubles.map((trouble) => [trouble.job.id, trouble]));
  const of =
    (cell: (trouble: Trouble) => ReactNode, otherwise: ReactNode = null) =>
    (job: Job) => {
      const trouble = byJob.get(job.id);
      return trouble === undefined ? otherwise : cell(trouble);
    };
  const seenOf = (trouble: Trouble) => seen.find((one) => isSeen(trouble, [one]));
  return [
    { id: 'kind', header: 'State', cell: of((trouble) => <Kind trouble={trouble} />) },
    {
      id: 'title',
      header: 'Title',
      wide: true,
      cell: (job) => {
        const trouble = byJob.get(job.id);
        return (
          <div className="flex min-w-0 flex-col leading-4">
            <span className="flex items-baseline gap-x-2">
              <JobLink job={job} />
              <span className="text-muted text-xs">
                <IdLink id={job.id} beside />
              </span>
            </span>
            {/* Its row may be frozen although the reason has gone. */}
            <span
              className={`text-xs ${mayGrow && trouble !== undefined && lacksSince(trouble) ? sinceToCome : ''}`}
              {...tickingText(() =>
                trouble === undefined
                  ? 'no longer needs attention'
                  : why(trouble, { usual, queuedSince, zone, now: vaultNow() }),
              )}
            />
            {trouble !== undefined && <SeenOnPaper seen={seenOf(trouble)} />}
          </div>
        );
      },
    },
    {
      id: 'runs',
      header: `Last ${shownRuns} runs`,
      meaning: 'Taller bars ran longer, and shapes are statuses',
      roomy: true,
      cell: of((trouble) => <Runs trouble={trouble} usual={usual} zone={zone} />),
    },
    {
      id: 'seen',
      header: 'Seen',
      end: true,
      screenOnly: true,
      cell: of((trouble) => <SeenCell trouble={trouble} seen={seenOf(trouble)} vault={vault} />),
    },
  ];
}

/** The room of what may be added, which could take a line more. */
const sinceToCome = "after:invisible after:content-['last_·_failing_since_00:00']";

function lacksSince({ failing }: Trouble): boolean {
  return failing?.isSure === true && (failing.failures === 1 || failing.since === undefined);
}

const looks = { failing: { word: 'Failing', path: shapePaths.cross }, ...lateLooks };

export function Kind({ trouble: { kind, failing } }: { trouble: Trouble }) {
  const look = looks[kind];
  const word = failing?.isSure === false ? 'May be failing' : look.word;
  const colour = kind === 'failing' ? colours.badly : lateColour;
  return (
    <span className={`flex items-center gap-1 text-sm font-medium whitespace-nowrap ${colour}`}>
      <Icon path={look.path} size={16} />
      {word}
    </span>
  );
}

type CellProps = { trouble: Trouble; usual: ReadonlyMap<string, Usual>; zone: string };

/** A multiple of the runs that are shown. Not a style, which no drawing of a server may have. */
const runsSize = 'h-8 w-42 2xl:w-72';

function Runs({ trouble, usual, zone }: CellProps) {
  const place = <svg aria-hidden className={`block ${runsSize}`} />;
  if (trouble.runs.length === 0) return place;
  return (
    <Suspense fallback={place}>
      <LastRuns trouble={trouble} usual={usual.get(trouble.title)} zone={zone} size={runsSize} />
    </Suspense>
  );
}

/** There the mark and its note can't be changed, only read. */
function SeenOnPaper({ seen }: { seen: Seen | undefined }) {
  if (seen === undefined) return null;
  return <span className="hidden text-xs print:inline">{`Seen. ${seen.note}`}</span>;
}

type SeenProps = { trouble: Trouble; seen: Seen | undefined; vault: string };

/** For this browser alone, until the title's next run ends. */
export function SeenCell({ trouble, seen, vault }: SeenProps) {
  const name = shownTitle(trouble.title);
  if (seen === undefined) {
    return (
      <Button
        variant="quiet"
        aria-label={`Mark seen: ${name}`}
        title="Moves to the end of the list, in this browser only, until its next run ends"
        onClick={() => markSeen(vault, trouble, { note: '', at: vaultNow() })}
      >
        Mark seen
      </Button>
    );
  }
  return (
    <span className="inline-flex items-center gap-1">
      {import.meta.env.SSR ? (
        // Only the browser knows the note: an empty field would say that there is none.
        <span className="h-6 w-32" />
      ) : (
        <input
          aria-label={`Note on ${name}, in this browser`}
          placeholder="Note"
          maxLength={200}
          defaultValue={seen.note}
          onBlur={({ target }) => {
            if (target.value !== seen.note)
              markSeen(vault, trouble, { note: target.value, at: seen.at });
          }}
          className="border-edge bg-surface h-6 w-32 rounded border px-1 text-xs"
        />
      )}
      <Button
        variant="quiet"
        aria-label={`Undo seen: ${name}`}
        onClick={() => unmarkSeen(vault, trouble)}
      >
        Undo
      </Button>
    </span>
  );
}
