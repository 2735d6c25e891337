/** The tasks of an SDK job: up to 5,000 (docs/vault-api.md §10), id and state, no more. */
import { queryOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { VaultError } from '#contract/envelope.ts';
import { jobTasks, type Task } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { joinPages, readAll, type ReadPage } from '#contract/read-all.ts';

import { call } from './call.ts';
import { nextPoll, type PollInfo } from './polling.ts';
import { keyOf } from './query.ts';

export type Tasks = PollInfo & {
  tasks: Task[];
  /** Tasks that have no id. */
  unreadable: number;
  /** Tasks that stood twice on a page, and are left out once. */
  repeated: number;
  total: number | undefined;
};

type TasksPage = Output<typeof jobTasks>;

const tasksOf = ({ tasks }: TasksPage) => tasks;

/** Longer than one answer is kept for. */
const keptMs = 5_500;

/**
 * All of them, as only all can be summed up and put failed first. While the job runs they are read
 * again, the more of them the more rarely: a page of 200 is a call of everybody's budget.
 */
export const tasksQuery = (id: string, running: boolean) =>
  queryOptions({
    queryKey: keyOf(jobTasks, { job_id: id }),
    queryFn: async ({ signal }) =>
      taskListOf(
        await readTasks(async (offset) =>
          call(
            jobTasks,
            { job_id: id, limit: longestPage, ...(offset > 0 && { offset }) },
            { signal },
          ),
        ),
        running,
      ),
    refetchInterval: (query) => {
      const { data, error, status } = query.state;
      // A refusal of a job that has ended is for good: most likely it is no SDK job
      // (docs/vault-api.md §1a).
      if (!running && error instanceof VaultError && error.kind === 'refused') return false;
      const next = nextPoll(query);
      if (next === false || status === 'error') return next;
      // Read while it ran: once more, when no kept answer of that time is given again.
      if (!running) return data?.hasActiveJobs === true ? keptMs : false;
      return next + Math.ceil((data?.tasks.length ?? 0) / longestPage) * 5_000;
    },
  });

/**
 * A job's tasks neither come nor go while they are read. However short Vault cuts their pages, all
 * are read: they are asked for more rarely than the lists that every screen polls.
 */
export async function readTasks(read: ReadPage<TasksPage>): Promise<Answer<TasksPage>[]> {
  return readAll(read, tasksOf, { isFixed: true, mostPages: Infinity });
}

function taskListOf(answers: Answer<TasksPage>[], hasActiveJobs: boolean): Tasks {
  const { rows, ...list } = joinPages(answers, tasksOf);
  return { ...list, tasks: rows, hasActiveJobs };
}
