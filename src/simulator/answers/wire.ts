/** Jobs as Vault sends them: its keys in its order, dates as it writes them. */
import type { Wire } from '#contract/endpoint.ts';
import type { histories, jobStatus } from '#contract/jobs.ts';

import { linksOf } from '../world/job-links.ts';
import { neverRan, statusAt, type Job } from '../world/job.ts';
import type { World } from '../world/world.ts';

type ListWire = NonNullable<Wire<typeof histories>['jobs']>[number];
type StatusWire = Wire<typeof jobStatus>['data'];

/** A row of monitors or histories. */
export function rowOf(job: Job, world: World): ListWire {
  const now = world.now();
  const dates = datesOf(job, world);
  const row = {
    job_id: idNumber(job.id),
    title: job.title,
    status: statusAt(job, now),
    created_by: job.createdBy,
    created_date: dates.created,
    modified_by: job.createdBy,
    modified_date: world.formatDate(modifiedAt(job, world)),
    ...dates.run,
  };
  if (job.overrides === undefined) return row;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- overrides may have any shape, so that tests can send what the contract does not allow
  return (
    job.overrides === null ? null : withoutUndefined({ ...row, ...job.overrides })
  ) as ListWire;
}

/** The status of one job: `id`, no title, links once it has finished (docs/vault-api.md §1a). */
export function statusOf(job: Job, world: World, version: string): StatusWire {
  const now = world.now();
  const dates = datesOf(job, world);
  const { status, created_by, created_date, run_start_date, run_end_date } = {
    status: statusAt(job, now),
    created_by: job.createdBy,
    created_date: dates.created,
    ...dates.run,
    ...job.overrides,
  };
  return withoutUndefined({
    id: idNumber(job.id),
    status,
    ...(job.method && { method: job.method }),
    ...(now >= job.ended && { links: linksOf(job, version) }),
    ...(job.tasks !== undefined && { progress: world.progressOf(job) }),
    created_by,
    created_date,
    run_start_date,
    run_end_date,
  });
}

type Dates = {
  created: string;
  run: { run_start_date?: string; run_end_date?: string };
};

function datesOf(job: Job, world: World): Dates {
  const now = world.now();
  const created = world.formatDate(job.created);
  if (now < job.ended) {
    const start = now >= job.started ? job.started : job.planned;
    return { created, run: start === undefined ? {} : { run_start_date: world.formatDate(start) } };
  }
  const end = world.formatDate(job.ended);
  if (!neverRan(job)) {
    return { created, run: { run_start_date: world.formatDate(job.started), run_end_date: end } };
  }
  switch (world.switches.neverRan) {
    case 'absent':
      return { created, run: {} };
    case 'equal':
      return { created, run: { run_start_date: end, run_end_date: end } };
    case 'planned':
      return {
        created,
        run: { run_start_date: world.formatDate(job.planned ?? job.ended), run_end_date: end },
      };
    case 'plan-only':
      return { created, run: { run_start_date: world.formatDate(job.planned ?? job.ended) } };
  }
}

/** Not the end: a documented sample shows a time one minute earlier (docs/vault-api.md §1a). */
function modifiedAt(job: Job, world: World): number {
  const now = world.now();
  if (now >= job.ended) {
    // Nothing touched it since it was planned.
    if (neverRan(job) && world.switches.neverRan === 'plan-only') return job.created;
    return neverRan(job) ? job.ended : job.started + 0.85 * (job.ended - job.started);
  }
  const past = [job.started, job.queued, job.queueing, job.created].filter((at) => at <= now);
  return Math.max(...past, job.created);
}

/**
 * Vault sends ids as numbers. A JavaScript number can't hold those past 2^53, so they are marked
 * here and written as digits in the body.
 */
export function idNumber(id: string): number | string {
  if (!/^\d+$/.test(id)) return id;
  return Number.isSafeInteger(Number(id)) ? Number(id) : `${literalMark}${id}`;
}

const literalMark = '\u{E000}literal:';

/** JSON text with the marked ids as numbers. */
export function jsonOf(body: unknown): string {
  return JSON.stringify(body).replaceAll(/"\u{E000}literal:(\d+)"/gu, '$1');
}

function withoutUndefined<Row extends Record<string, unknown>>(row: Row): Row {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only keys without a value are removed
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}
