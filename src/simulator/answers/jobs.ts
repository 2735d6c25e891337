/** The answers of the five job endpoints (docs/vault-api.md §1). */
import { statusAt, type Job } from '../world/job.ts';
import { taskCount, taskState } from '../world/tasks.ts';
import type { Answers, Context } from './context.ts';
import { VaultFailure } from './vault-failure.ts';
import { idNumber, rowOf, statusOf } from './wire.ts';

export const monitors: Answers['monitors'] = (asked, context) => {
  const { world } = withJobAccess(context);
  const { status } = asked;
  const filter = {
    start: world.parseDate(asked.start_date),
    end: world.parseDate(asked.end_date),
    status,
  };
  const all = world.monitors(filter);
  const { offset, limit, ...links } = paging(asked, context, all.length);
  const jobs = all.slice(offset, offset + limit).map((job) => rowOf(job, world));
  return { responseMessage: 'OK', ...links, jobs };
};

export const histories: Answers['histories'] = (asked, context) => {
  const { world } = withJobAccess(context);
  const { status, offset = 0, limit = 50 } = asked;
  const filter = {
    start: world.parseDate(asked.start_date),
    end: world.parseDate(asked.end_date),
    status,
  };
  const { total, jobs } = world.historiesPage(filter, offset, limit);
  const { url, responseDetails } = paging(asked, context, total);
  return {
    responseMessage: 'OK',
    url,
    responseDetails,
    jobs: jobs.map((job) => rowOf(job, world)),
  };
};

export const jobStatus: Answers['jobStatus'] = ({ job_id }, context) => {
  const { world, version, admits } = withJobAccess(context);
  const job = existingJob(job_id, context);
  if (!admits.status(job_id)) {
    throw new VaultFailure(
      'API_LIMIT_EXCEEDED',
      'You can only check the status of this job once every 10 seconds.',
    );
  }
  return { responseMessage: 'OK', data: statusOf(job, world, version) };
};

export const jobTasks: Answers['jobTasks'] = (asked, context) => {
  const { world } = withJobAccess(context);
  const job = existingJob(asked.job_id, context);
  if (job.tasks === undefined && world.switches.nonSdkTasks === 'failure') {
    throw new VaultFailure('INVALID_DATA', `The job [${job.id}] is not an SDK job.`);
  }
  const total = taskCount(job, world.now());
  const { offset, limit, url, responseDetails } = paging(asked, context, total);
  const count = Math.max(0, Math.min(limit, total - offset));
  const tasks = Array.from({ length: count }, (_, at) => ({
    id: `Task${offset + at + 1}`,
    state: taskState(job, offset + at, world.now()),
  }));
  return { url, responseDetails, job_id: idNumber(job.id), tasks };
};

export const startNow: Answers['startNow'] = ({ job_id }, context) => {
  const { world, version, session } = withJobAccess(context);
  if (session?.account.startsJobs !== true) {
    throw new VaultFailure(
      'INSUFFICIENT_ACCESS',
      'The user does not have permission to start jobs (Admin: Jobs).',
    );
  }
  const job = existingJob(job_id, context);
  if (statusAt(job, world.now()) !== 'SCHEDULED') {
    throw new VaultFailure('OPERATION_NOT_ALLOWED', `The job [${job_id}] is not scheduled.`);
  }
  world.startNow(job);
  return { url: `/api/${version}/services/jobs/${job.id}`, job_id: idNumber(job.id) };
};

export function withJobAccess(context: Context): Context {
  if (context.session?.account.seesJobs === true) return context;
  throw new VaultFailure(
    'INSUFFICIENT_ACCESS',
    'The user does not have permission to view jobs (Admin: Operations).',
  );
}

export function existingJob(id: string, { world }: Context): Job {
  const job = world.find(id);
  if (job !== undefined && job.created <= world.now()) return job;
  throw new VaultFailure('INVALID_DATA', `The job [${id}] does not exist.`);
}

type Pages = { limit?: number | undefined; offset?: number | undefined } & Record<string, unknown>;

/**
 * Links to other pages contain the version; that they repeat the filters is a guess
 * (docs/vault-api.md §2).
 */
function paging(asked: Pages, { path }: Context, total: number) {
  const { limit = 50, offset = 0 } = asked;
  const filters = ['start_date', 'end_date', 'status'].flatMap((name) =>
    typeof asked[name] === 'string' ? [`${name}=${asked[name]}`] : [],
  );
  const at = (start: number) =>
    `${path}?${[...filters, `limit=${limit}`, `offset=${start}`].join('&')}`;
  return {
    offset,
    limit,
    url: at(offset),
    responseDetails: {
      total,
      limit,
      offset,
      ...(offset + limit < total && { next_page: at(offset + limit) }),
      ...(offset > 0 && { previous_page: at(Math.max(0, offset - limit)) }),
    },
  };
}
