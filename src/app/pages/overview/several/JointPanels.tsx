import { type ReactNode, useMemo, useState } from 'react';

import type { JointList } from '#insight/several-overviews.ts';

import type { Column } from '../../../table/column.ts';
import { Button } from '../../../ui/Button.tsx';
import { dotted } from '../../../ui/dot.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { number } from '../../../ui/number.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { JobTable } from '../JobTable.tsx';
import { jointColumns } from './columns.tsx';
import type { JointModel } from './model.ts';

type Props = { model: JointModel; zone: string };

const mostTitles = 8;
const mostJobs = 12;

/** The lists of all Vaults, each row with its Vault's badge. */
export function JointPanels({ model, zone }: Props) {
  const columns = useMemo(() => jointColumns(zone), [zone]);
  const { joint, latest } = model;
  const hasDoubts = model.counts.doubts.length > 0;
  const jobs = (list: 'live' | 'scheduled' | 'ended') => ({
    rows: model[list],
    list: joint[list],
    columns: columns[list],
    latest,
    mayBeMore: list !== 'ended' && model.counts.mayLackUnfinished,
    model,
  });
  return (
    <div className="grid gap-2 xl:grid-cols-5">
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-3">
        <JointPanel
          title="Needs attention"
          label="Titles that need attention"
          rows={model.attention}
          list={joint.attention}
          columns={columns.attention}
          latest={model.latestTrouble}
          most={mostTitles}
          model={model}
          mayBeMore={hasDoubts}
          seen={model.attention.filter(({ seen, pastAt }) => seen && pastAt === undefined).length}
          nothing={
            hasDoubts
              ? 'No title that needs attention has been found so far'
              : 'No title needs attention'
          }
        />
        <JointPanel
          title="Running and queued"
          label="Running and queued jobs"
          {...jobs('live')}
          most={Infinity}
          nothing="No job is running or queued"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-2 xl:col-span-2">
        <JointPanel
          title="Scheduled"
          label="Scheduled jobs"
          {...jobs('scheduled')}
          most={mostJobs}
          nothing="No job is scheduled"
        />
        <JointPanel
          title="Just finished"
          label="Jobs that just finished"
          {...jobs('ended')}
          most={mostJobs}
          newestOnly
          nothing="No job has finished yet"
        />
      </div>
    </div>
  );
}

type Counted = Pick<JointList<unknown, unknown>, 'current' | 'past'>;

type PanelProps<R> = {
  title: string;
  label: string;
  rows: readonly R[];
  list: Counted;
  columns: readonly Column<R>[];
  latest: (id: string) => R | undefined;
  /** So many are shown at first. */
  most: number;
  /** And no more: nobody knows how many there are. */
  newestOnly?: boolean;
  /** Whether not all that could be in it has been read. */
  mayBeMore?: boolean;
  /** How many of those that are counted the viewer has seen. */
  seen?: number;
  model: JointModel;
  /** Without a full stop: it goes on with where. */
  nothing: string;
};

function JointPanel<R extends { id: string }>(props: PanelProps<R>) {
  const { title, label, rows, columns, latest, most, newestOnly, model, nothing } = props;
  const [all, setAll] = useState(false);
  return (
    <Panel title={title} aside={!newestOnly && isKnown(model) && countText(props)}>
      {rows.length === 0 ? (
        <Nothing model={model} words={nothing} />
      ) : (
        <JobTable
          label={label}
          jobs={all ? [...rows] : rows.slice(0, most)}
          latest={latest}
          columns={columns}
        />
      )}
      {rows.length > most && !newestOnly && (
        <div className="border-line border-t px-2 py-1">
          <span className="print:hidden">
            <Button variant="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? `Show the first ${most}` : `Show all ${number(rows.length)}`}
            </Button>
          </span>
          {!all && <span className="hidden text-sm print:inline">Only the first {most}.</span>}
        </div>
      )}
    </Panel>
  );
}

function isKnown({ counts }: JointModel): boolean {
  return counts.read > 0;
}

/** How many rows there are: those of Vaults that aren't read are no part of the count. */
function countText<R>({ list, mayBeMore = false, seen = 0 }: PanelProps<R>): string {
  return dotted([
    `${number(list.current)}${mayBeMore ? '+' : ''}`,
    seen > 0 && `${number(seen)} seen`,
    list.past > 0 && `${number(list.past)} more, no longer current`,
  ]);
}

/** Not yet, nothing that could be read, nothing that matches, or nothing at all. */
function Nothing({ model, words }: { model: JointModel; words: string }): ReactNode {
  const { counts, vaults, isFiltered } = model;
  const isLoading = vaults.some(({ state }) => state === 'loading');
  if (counts.read === 0 && isLoading) return <Skeleton rows={4} label="Loading from the Vaults" />;
  if (counts.read === 0) return <Empty>No Vault can be read. The list above says why.</Empty>;
  if (isFiltered) return <Empty>No job here matches the filter.</Empty>;
  const isPart = vaults.some(({ watched }) => watched.warnings.length > 0);
  if (isPart) return <Empty>Nothing is listed, but Vault warns that some may be missing.</Empty>;
  const where =
    counts.unread.length === 0
      ? ''
      : ` in the ${counts.read === 1 ? 'only Vault' : `${number(counts.read)} Vaults`} read so far`;
  return (
    <Empty>
      {words}
      {where}.
    </Empty>
  );
}
