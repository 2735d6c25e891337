/** The five job endpoints (docs/vault-api.md §1). */
import * as v from 'valibot';

import { endpoint } from './endpoint.ts';
import {
  anything,
  distinctRowsOf,
  id,
  jobId,
  jobIdParam,
  optionalText,
  optionalUserId,
  rowsOf,
  status,
  unreadableDates,
  vaultDate,
} from './field.ts';
import type { VaultTimes } from './instant.ts';
import { page, pageQuery } from './page.ts';
import { historyStatuses, monitorStatuses } from './status.ts';

/** `YYYY-MM-DDTHH:MM:SSZ`, without milliseconds; made by `parameter`. */
const dateParam = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/));

const listQuery = {
  start_date: v.optional(dateParam),
  end_date: v.optional(dateParam),
  ...pageQuery,
};

const listItem = (times: VaultTimes) =>
  v.pipe(
    v.looseObject({
      job_id: jobId,
      title: optionalText,
      status,
      created_by: optionalUserId,
      created_date: vaultDate(times),
      modified_by: optionalUserId,
      modified_date: vaultDate(times),
      run_start_date: vaultDate(times),
      run_end_date: vaultDate(times),
    }),
    v.transform((row) => ({
      id: row.job_id,
      title: row.title ?? '',
      status: row.status,
      createdBy: row.created_by,
      created: row.created_date.at,
      modifiedBy: row.modified_by,
      /** Not the end: it may lie before it (docs/vault-api.md §1a). */
      modified: row.modified_date.at,
      /**
       * While SCHEDULED the planned start, which lies ahead (docs/vault-api.md §1a). May be absent.
       */
      start: row.run_start_date.at,
      end: row.run_end_date.at,
      ...unreadableDates(row),
    })),
  );

/** One instance of a job, as the two lists give it. */
export type Job = v.InferOutput<ReturnType<typeof listItem>>;

const jobList = (times: VaultTimes) =>
  v.pipe(
    v.looseObject({
      jobs: distinctRowsOf(listItem(times), laterRow),
      responseDetails: page,
      url: optionalText,
    }),
    // Without a list, only a total of 0 says that there is nothing: silence doesn't.
    v.check(
      ({ jobs, responseDetails }) => jobs !== undefined || responseDetails.total === 0,
      'neither jobs nor a total of 0',
    ),
    v.transform(({ jobs, responseDetails }) => ({
      jobs: jobs?.readable ?? [],
      /** Rows that had no id or were no rows at all. */
      unreadable: jobs?.unreadable ?? 0,
      /** Rows left out as the same job stands among `jobs` already. */
      repeated: jobs?.repeated ?? 0,
      page: responseDetails,
    })),
  );

/** What has ended stays so; else the row that Vault modified last, or the lower one. */
function laterRow(one: Job, other: Job): Job {
  if ((one.end === undefined) !== (other.end === undefined)) {
    return one.end === undefined ? other : one;
  }
  return (one.modified ?? '') > (other.modified ?? '') ? one : other;
}

/**
 * Jobs that have not finished. Dates filter on when the instance was created
 * (docs/vault-api.md §2).
 */
export const monitors = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/services/jobs/monitors',
  query: { ...listQuery, status: v.optional(v.picklist(monitorStatuses)) },
  keepMs: 5_000,
  answer: jobList,
});

/**
 * Jobs that have finished, well or badly. Which date the filter tests is unknown
 * (docs/vault-api.md §2).
 */
export const histories = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/services/jobs/histories',
  query: { ...listQuery, status: v.optional(v.picklist(historyStatuses)) },
  keepMs: 5_000,
  answer: jobList,
});

type WireProgress = Record<string, unknown>[] | Record<string, unknown>;

/**
 * Sums of tasks by state, SDK jobs only. No source shows a sample (docs/vault-api.md §1a), so any
 * text is the state and any number the size, in a list of entries or as a map of state to size.
 */
const progress = v.pipe(
  anything<WireProgress>(),
  v.transform((value) => {
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    return entries.flatMap((entry) => {
      if (typeof entry !== 'object' || entry === null) return [];
      const pairs = Object.entries(entry);
      const [, state] = pairs.find(([, part]) => typeof part === 'string') ?? [];
      const [, size] = pairs.find(([, part]) => typeof part === 'number') ?? [];
      if (typeof state === 'string')
        return [{ state, size: typeof size === 'number' ? size : undefined }];
      return pairs.flatMap(([name, part]) =>
        typeof part === 'number' ? [{ state: name, size: part }] : [],
      );
    });
  }),
);

/** `rel` is an open set; never take a job's id from an `href` (docs/vault-api.md §1a, §12.6). */
const jobLink = v.looseObject({
  rel: optionalText,
  href: optionalText,
  method: optionalText,
  accept: optionalText,
});

/** One call per job id in 10 s, whoever asks, then API_LIMIT_EXCEEDED (docs/vault-api.md §6). */
export const jobStatus = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/services/jobs/{job_id}',
  params: { job_id: jobIdParam },
  keepMs: 10_000,
  answer: (times) =>
    v.pipe(
      v.looseObject({
        data: v.looseObject({
          id: jobId,
          status,
          method: optionalText,
          links: rowsOf(jobLink),
          progress,
          created_by: optionalUserId,
          created_date: vaultDate(times),
          run_start_date: vaultDate(times),
          run_end_date: vaultDate(times),
        }),
      }),
      v.transform(({ data }) => ({
        id: data.id,
        status: data.status,
        method: data.method,
        links: data.links?.readable ?? [],
        progress: data.progress,
        createdBy: data.created_by,
        created: data.created_date.at,
        start: data.run_start_date.at,
        end: data.run_end_date.at,
        ...unreadableDates(data),
      })),
    ),
});

/** A single job's status: without title, which only the lists have (docs/vault-api.md §1a). */
export type JobDetail = v.InferOutput<ReturnType<(typeof jobStatus)['answer']>>;

/**
 * The id is text such as `Task1` in the sample; a number would do. The key is `state`; older clients
 * of Veeva's read `status` (docs/vault-api.md §1a).
 */
const task = v.pipe(
  v.looseObject({ id, state: status, status }),
  v.transform((row) => ({ id: row.id, state: row.state === '' ? row.status : row.state })),
);

export type Task = v.InferOutput<typeof task>;

/**
 * Tasks of an SDK job; empty, or FAILURE, for any other job (docs/vault-api.md §1a). Up to 5,000.
 */
export const jobTasks = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/services/jobs/{job_id}/tasks',
  params: { job_id: jobIdParam },
  query: pageQuery,
  keepMs: 5_000,
  answer: () =>
    v.pipe(
      v.looseObject({
        job_id: v.optional(jobId),
        tasks: distinctRowsOf(task),
        responseDetails: page,
        url: optionalText,
      }),
      v.transform(({ tasks, responseDetails }) => ({
        tasks: tasks?.readable ?? [],
        unreadable: tasks?.unreadable ?? 0,
        repeated: tasks?.repeated ?? 0,
        page: responseDetails,
      })),
    ),
});

/**
 * Takes the place of this interval's planned run. POST on the long path, although the
 * documented sample is a GET on a short one (docs/vault-api.md §2). Sent once, never repeated.
 */
export const startNow = endpoint({
  of: 'vault',
  method: 'POST',
  path: '/services/jobs/start_now/{job_id}',
  params: { job_id: jobIdParam },
  answer: () =>
    v.pipe(
      v.looseObject({ job_id: v.optional(jobId), url: optionalText }),
      v.transform((answer) => ({ id: answer.job_id })),
    ),
});
