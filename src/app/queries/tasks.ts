/** The tasks of an SDK job: up to 5,000 (facts §10), id and state, no more. */
import { queryOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { jobTasks, type Task } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import { call } from './call.ts';
import { nextPoll, type Paced } from './pace.ts';

export type Tasks = Paced & {
  tasks: Task[];
  /** Tasks that have no id. */
  unreadable: number;
  total: number | undefined;
};

type Listed = Answer<Output<typeof jobTasks>>;

/** Twice as many as Vault allows tasks in a job, in case a list never ends. */
const mostTasks = 10_000;

/**
 * All of them, as only all can be summed up and put failed first. While the job runs they are read
 * again, the more of them the more rarely: a page of 200 is a call of everybody's budget.
 */
export const tasksQuery = (id: string, running: boolean) =>
  queryOptions({
    queryKey: [jobTasks.path, { job_id: id }],
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
      const next = nextPoll(query);
      if (next === false || query.state.status === 'error') return next;
      const calls = Math.ceil((query.state.data?.tasks.length ?? 0) / longestPage);
      return running ? next + calls * 5_000 : false;
    },
  });

/** A job's tasks neither come nor go while they are read: pages need no overlap. */
async function readAll(read: (offset: number) => Promise<Listed>): Promise<Listed[]> {
  const answers: Listed[] = [];
  for (let offset = 0; offset < mostTasks;) {
    const answer = await read(offset);
    answers.push(answer);
    const rows = answer.data.tasks.length + answer.data.unreadable;
    offset += rows;
    const { next, total } = answer.data.page;
    if (rows === 0 || (next === undefined && (total === undefined || offset >= total))) break;
  }
  return answers;
}

function joined(answers: Listed[], lively: boolean): Tasks {
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
    lively,
  };
}
