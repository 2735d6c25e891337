/**
 * Stretches of the date that Vault's filter tests. Parameters are cut to the second and rows may
 * not be (docs/vault-api.md §7), so neighbours share the second they meet in: a row may come twice,
 * never not.
 */
import { instant, milliseconds, parameter, type Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

/** Which of a job's dates Vault's filter tests is not documented (docs/vault-api.md §2). */
export const filterDates = ['created', 'end', 'start'] as const;
export type FilterDate = (typeof filterDates)[number];

/** Whole seconds; both ends belong to it, undefined is without end. */
export type Window = { from: Instant | undefined; to: Instant | undefined };

export const everything: Window = { from: undefined, to: undefined };

export function isEverything({ from, to }: Window): boolean {
  return from === undefined && to === undefined;
}

/** The window as parameters of Vault's. */
export function asked({ from, to }: Window): { start_date?: string; end_date?: string } {
  return {
    ...(from !== undefined && { start_date: parameter(from) }),
    ...(to !== undefined && { end_date: parameter(to) }),
  };
}

/**
 * `maybe`: within the last second, where it depends on whether Vault compares milliseconds.
 * A job without the date is in no window but the one without ends.
 */
export function holds({ from, to }: Window, at: Instant | undefined): 'yes' | 'no' | 'maybe' {
  if (from === undefined && to === undefined) return 'yes';
  if (at === undefined || (from !== undefined && at < from)) return 'no';
  if (to === undefined || at <= to) return 'yes';
  return floor(at) === to ? 'maybe' : 'no';
}

/** How many of the jobs are in a window: at least, and at most. */
export function count(jobs: readonly Job[], window: Window, date: FilterDate) {
  if (isEverything(window)) return { least: jobs.length, most: jobs.length };
  let least = 0;
  let most = 0;
  for (const job of jobs) {
    const held = holds(window, job[date]);
    if (held !== 'no') most += 1;
    if (held === 'yes') least += 1;
  }
  return { least, most };
}

/** The second in which a moment lies. */
export function floor(at: Instant): Instant {
  return at.endsWith('.000Z') ? at : instant(Math.floor(milliseconds(at) / 1_000) * 1_000);
}

export function later(at: Instant, ms: number): Instant {
  return instant(milliseconds(at) + ms);
}

/** The first second, from one on, in which no known job's date has a fraction: a clean seam. */
export function seam(jobs: readonly Job[], date: FilterDate, from: Instant): Instant {
  const broken = new Set<Instant>();
  for (const { [date]: at } of jobs) {
    if (at !== undefined && at >= from && !at.endsWith('.000Z')) broken.add(floor(at));
  }
  let at = from;
  while (broken.has(at)) at = later(at, 1_000);
  return at;
}

/**
 * Two windows, newer first, that meet strictly inside of this one; undefined where it is too
 * narrow. One without end is cut among known jobs only, so that cutting comes to an end.
 * `newest`: how many known jobs the newer is to hold; half of them unless told.
 */
export function split(
  jobs: readonly Job[],
  { window, date, newest }: { window: Window; date: FilterDate; newest?: number },
): [Window, Window] | undefined {
  const { from, to } = window;
  const moments = jobs.flatMap(({ [date]: at }) =>
    at !== undefined && holds(window, at) !== 'no' ? [at] : [],
  );
  const falling = moments.toSorted((a, b) => (a < b ? 1 : -1));
  const wanted = falling[Math.min(newest ?? Infinity, Math.floor(falling.length / 2))];
  const inside = (at: Instant) =>
    at > (from ?? falling.at(-1) ?? at) && at < (to ?? floor(falling[0] ?? at));
  const cuts = [wanted === undefined ? undefined : floor(wanted), halfway(window, falling)];
  for (const cut of cuts) {
    if (cut === undefined) continue;
    const at = seam(jobs, date, cut);
    if (inside(at))
      return [
        { from: at, to },
        { from, to: at },
      ];
  }
  return undefined;
}

function halfway({ from, to }: Window, falling: readonly Instant[]): Instant | undefined {
  const [low, high] = [from ?? falling.at(-1), to ?? falling[0]];
  if (low === undefined || high === undefined) return undefined;
  return floor(instant((milliseconds(low) + milliseconds(high)) / 2));
}
