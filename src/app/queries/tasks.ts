/** The tasks of an SDK job: up to 5,000 (docs/vault-api.md §10), id and state, no more. */
import { queryOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { VaultError } from '#contract/envelope.ts';
import { jobTasks, type Task } from '#contract/jobs.ts';
import { longestPage, type Page } from '#contract/page.ts';

import { call } from './call.ts';
import { nextPoll, type PollInfo } from './polling.ts';
import { keyOf } from './query.ts';

export type Tasks = PollInfo & {
  tasks: Task[];
  /** Tasks that have no id. */
  unreadable: number;
  total: number | undefined;
};

type Listed = Answer<Output<typeof jobTasks>>;

/** Twice as many as Vault allows tasks in a job, in case a list never ends. */
const mostTasks = 10_000;
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
      joined(
        await readAll(async (offset) =>
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
 * A job's tasks neither come nor go while they are read: pages need no overlap. They end when
 * nothing new comes, or when neither a link, nor the total, nor a full page speaks of more.
 */
export async function readAll(read: (offset: number) => Promise<Listed>): Promise<Listed[]> {
  const answers: Listed[] = [];
  const met = new Set<string>();
  for (let offset = 0; offset < mostTasks;) {
    const answer = await read(offset);
    const { tasks, unreadable, page } = answer.data;
    const isNew = unreadable > 0 || tasks.some(({ id }) => !met.has(id));
    if (isNew || answers.length === 0) answers.push(answer);
    for (const { id } of tasks) met.add(id);
    const rows = tasks.length + unreadable;
    offset += rows;
    if (!isNew || (page.next === undefined && !isMore(page, rows, offset))) break;
  }
  return answers;
}

/** A total of less than was read is none; a page shorter than its own limit is the last. */
function isMore({ total, limit }: Page, rows: number, read: number): boolean {
  if (total !== undefined && total >= read) return total > read;
  return limit === undefined || rows >= limit;
}

function joined(answers: Listed[], hasActiveJobs: boolean): Tasks {
  const byId = new Map(answers.flatMap(({ data }) => data.tasks).map((task) => [task.id, task]));
  const [first] = answers;
  const oldest = answers.reduce((a, b) => (b.asOf < a.asOf ? b : a));
  return {
    tasks: [...byId.values()],
    unreadable: answers.reduce((sum, { data }) => sum + data.unreadable, 0),
    total: first?.data.page.total,
    asOf: oldest.asOf,
    budget: oldest.budget,
    delayMs: oldest.delayMs,
    hasActiveJobs,
  };
}
