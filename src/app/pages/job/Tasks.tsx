import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { VaultError } from '#contract/envelope.ts';
import type { Job, Task } from '#contract/jobs.ts';
import { isFinished, lookOf } from '#insight/status/statuses.ts';
import { visible } from '#insight/status/title.ts';
import { inOrder, rollUp, type RollUp } from '#insight/tasks.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { type Tasks as TaskList, tasksQuery } from '../../queries/tasks.ts';
import { Empty } from '../../ui/Empty.tsx';
import { number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { TasksExport } from './TasksExport.tsx';

const route = getRouteApi('/signed-in/jobs/$id');

const pageSize = 50;

type Props = {
  id: string;
  job: Job;
  progress: readonly { state: string; size: number | undefined }[];
  zone: string;
};

/** The tasks of an SDK job, failed ones first; other jobs have none. */
export function Tasks({ id, job, progress, zone }: Props) {
  const { state, page } = route.useSearch();
  const { data, error } = useQuery(tasksQuery(id, !isFinished(job.status)));
  const tasks = data?.tasks ?? [];
  // For a job without tasks, Vault may answer an empty list or an error (docs/vault-api.md §1a):
  // neither is a failure.
  const refused = error instanceof VaultError && error.kind === 'refused';
  const shown = inOrder(state === '' ? tasks : tasks.filter((task) => task.state === state));
  const start = (page - 1) * pageSize;
  return (
    <Panel
      title="Tasks"
      aside={
        tasks.length > 0 && (
          <TasksExport
            id={id}
            tasks={shown}
            state={state}
            zone={zone}
            isComplete={isComplete(data)}
          />
        )
      }
    >
      <Progress progress={progress} known={tasks.length > 0} />
      <ListStates
        known={data !== undefined || refused}
        error={error}
        empty={tasks.length === 0}
        nothing={nothingWords(data)}
        rows={3}
      >
        <States
          states={rollUp(tasks)}
          chosen={state}
          total={data?.total}
          read={tasks.length}
          unreadable={data?.unreadable ?? 0}
          repeated={data?.repeated ?? 0}
        />
        {shown.length === 0 ? (
          <NoneInState state={state} />
        ) : (
          <>
            <Rows tasks={shown.slice(start, start + pageSize)} />
            <Pages page={page} shown={shown.length} />
          </>
        )}
      </ListStates>
    </Panel>
  );
}

/** After an old link, or when the last task has just left the state. */
function NoneInState({ state }: { state: string }) {
  return (
    <Empty>
      No task is in the state <bdi>{lookOf(state).word}</bdi>.{' '}
      <Link
        from="/jobs/$id"
        to="/jobs/$id"
        search={{}}
        resetScroll={false}
        className="text-accent underline"
      >
        Show all tasks
      </Link>
    </Empty>
  );
}

/** Does not say that this is no SDK job: Vault's answer does not tell (docs/vault-api.md §1a). */
function nothingWords(data: TaskList | undefined): string {
  if (data === undefined) return 'No tasks listed.';
  if (data.unreadable > 0) return 'None of the tasks that Vault lists can be read.';
  return data.warnings.length > 0
    ? 'No tasks are listed, but Vault warns that some may be missing.'
    : 'No tasks listed.';
}

function isComplete(data: TaskList | undefined): boolean {
  if (data === undefined || data.warnings.length > 0) return false;
  return data.total === undefined || data.total <= data.tasks.length + data.repeated;
}

/** Vault's own counts, where it gives any and no tasks are listed. */
function Progress({ progress, known }: { progress: Props['progress']; known: boolean }) {
  if (known || progress.length === 0) return null;
  return (
    <p className="px-3 pt-2 text-sm">
      Vault reports{' '}
      {progress.map(({ state, size }) => `${size ?? 'some'} ${lookOf(state).word}`).join(', ')}.
    </p>
  );
}

type StatesProps = {
  states: RollUp;
  chosen: string;
  total: number | undefined;
  read: number;
  unreadable: number;
  repeated: number;
};

function States({ states, chosen, total, read, unreadable, repeated }: StatesProps) {
  const missing = total === undefined ? 0 : total - read - unreadable - repeated;
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2 text-sm">
      {states.map(({ state, size }) => (
        <Link
          key={state}
          from="/jobs/$id"
          to="/jobs/$id"
          search={{ state: chosen === state ? '' : state }}
          resetScroll={false}
          aria-current={chosen === state ? 'true' : undefined}
          className="border-line hover:bg-raised aria-[current=true]:border-accent flex items-center gap-2 rounded border px-2 py-1"
        >
          <StatusBadge status={state} />
          <strong>{number(size)}</strong>
        </Link>
      ))}
      <span className="text-muted">
        {number(read)}
        {total !== undefined && total >= read && ` of ${number(total)}`} tasks
        {total !== undefined && total < read && `, although Vault counts ${number(total)}`}
        {unreadable > 0 && `, ${unreadable} can’t be read`}
        {repeated > 0 && `, ${number(repeated)} listed twice`}
        {missing > 0 && `, ${number(missing)} missing from Vault’s list`}
      </span>
    </div>
  );
}

function Rows({ tasks }: { tasks: readonly Task[] }) {
  return (
    <table aria-label="Tasks" className="w-full text-sm">
      <thead>
        <tr className="text-muted text-left text-xs">
          <th scope="col" className="px-3 py-1 font-medium">
            Task
          </th>
          <th scope="col" className="px-3 py-1 font-medium">
            State
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map(({ id, state }) => (
          <tr key={id} className="border-line h-7 border-t">
            <td className="px-3">
              <bdi>{visible(id)}</bdi>
            </td>
            <td className="px-3">
              <StatusBadge status={state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pages({ page, shown }: { page: number; shown: number }) {
  const last = Math.max(1, Math.ceil(shown / pageSize));
  if (last === 1 && page === 1) return null;
  return (
    <nav
      aria-label="Pages of tasks"
      className="border-line flex items-center gap-3 border-t px-3 py-2 text-sm"
    >
      <span>
        Page {number(page)} of {number(last)}
        {page > last && ': beyond the last page'}
      </span>
      {page > 1 && <PageLink to={Math.min(page - 1, last)}>Previous</PageLink>}
      {page < last && <PageLink to={page + 1}>Next</PageLink>}
    </nav>
  );
}

function PageLink({ to, children }: { to: number; children: string }) {
  return (
    <Link
      from="/jobs/$id"
      to="/jobs/$id"
      search={(before) => ({ ...before, page: to })}
      resetScroll={false}
      className="border-edge hover:bg-raised inline-flex h-7 items-center rounded border px-2"
    >
      {children}
    </Link>
  );
}
