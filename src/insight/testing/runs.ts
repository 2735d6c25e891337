/** For tests: past runs of a title and the run that is planned next. */
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { localTime, momentOf } from '#contract/zone.ts';

import { at, day, hour, job } from './jobs.ts';

export const planned = job({ id: 'planned', status: 'SCHEDULED', start: at(hour) });

/** Runs that started at these moments, relative to now. */
export function started(...moments: number[]) {
  return moments.map((ms, id) => job({ id, status: 'SUCCESS', start: at(ms) }));
}

/** Starts at one interval, of which the planned one would be the next. */
export function every(ms: number, times: number) {
  return Array.from({ length: times }, (_, back) => hour - (back + 1) * ms);
}

/** So many runs at one interval, then so many gaps of another, which the planned run follows. */
export function rescheduled(
  before: { ms: number; runs: number },
  after: { ms: number; gaps: number },
) {
  const change = hour - (after.gaps + 1) * after.ms;
  const old = Array.from({ length: before.runs }, (_, back) => change - back * before.ms);
  const recent = Array.from({ length: after.gaps }, (_, nth) => change + (nth + 1) * after.ms);
  return started(...old, ...recent);
}

/** A job planned for that moment. */
export function scheduled(start: string): Job {
  return job({ id: 'planned', status: 'SCHEDULED', start: instant(Date.parse(start)) });
}

/** The run that many days away from a start, at the same local time. */
export function nightly(start: string, days: number, zone: string): Job {
  const local = localTime(Date.parse(start), zone) + days * day;
  return job({ id: `${days}`, status: 'SUCCESS', start: instant(momentOf(local, zone)) });
}
