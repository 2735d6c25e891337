/** Which finished jobs a mark of a view stands for: its count is that of these rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { actualStart, overAt } from './job-times.ts';
import { isWithinWeekHour, type WeekHour } from './week-hour.ts';

/** What is left out does not narrow it. */
export type RowsFilter = {
  /** To the letter. */
  titles?: readonly string[];
  /** As the contract spells them. */
  statuses?: readonly string[];
  ids?: readonly string[];
  /** Of the same moment as the range. */
  weekHour?: WeekHour;
  /** Which moment the range is of: when a job was over, unless it says otherwise. */
  date?: 'over' | 'started';
  /** Milliseconds since 1970: from the first, up to but not including the last. */
  from?: number;
  to?: number;
};

/** The rows, job by job: what each count of a view is tested against. */
export function rowsOf(finished: readonly Job[], filter: RowsFilter): readonly Job[] {
  const { titles, statuses, ids, weekHour, date = 'over', from, to } = filter;
  return finished.filter((job) => {
    if (titles !== undefined && !titles.includes(job.title)) return false;
    if (statuses !== undefined && !statuses.includes(job.status)) return false;
    if (ids !== undefined && !ids.includes(job.id)) return false;
    if (from === undefined && to === undefined && weekHour === undefined) return true;
    const moment = date === 'over' ? overAt(job) : actualStart(job);
    if (moment === undefined) return false;
    const at = milliseconds(moment);
    if (weekHour !== undefined && !isWithinWeekHour(at, weekHour)) return false;
    return at >= (from ?? -Infinity) && at < (to ?? Infinity);
  });
}

/** A filter's range where a span is open at an end. */
export function within({
  from,
  to,
}: {
  from: number;
  to: number;
}): Pick<RowsFilter, 'from' | 'to'> {
  return {
    ...(Number.isFinite(from) && { from }),
    ...(Number.isFinite(to) && { to }),
  };
}
