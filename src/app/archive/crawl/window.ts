/**
 * Stretches of the date that Vault's filter tests. Parameters have whole seconds and rows may have
 * fractions (docs/vault-api.md §7), so neighbouring windows share the second in which they meet: a
 * row may come twice, but is never lost.
 */
import { instant, milliseconds, parameter, type Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

/** Which of a job's dates Vault's filter tests is not documented (docs/vault-api.md §2). */
export const filterDates = ['created', 'end', 'start'] as const;
export type FilterDate = (typeof filterDates)[number];

/** Whole seconds, both ends included; undefined means no limit. */
export type Window = { from: Instant | undefined; to: Instant | undefined };

export const everything: Window = { from: undefined, to: undefined };

export function isEverything({ from, to }: Window): boolean {
  return from === undefined && to === undefined;
}

/** The window as Vault's query parameters. */
export function windowParameters({ from, to }: Window): { start_date?: string; end_date?: string } {
  return {
    ...(from !== undefined && { start_date: parameter(from) }),
    ...(to !== undefined && { end_date: parameter(to) }),
  };
}

/**
 * `maybe`: within the last second, where it depends on whether Vault compares milliseconds. A job
 * without the date is only in the window without limits.
 */
export function contains({ from, to }: Window, at: Instant | undefined): 'yes' | 'no' | 'maybe' {
  if (from === undefined && to === undefined) return 'yes';
  if (at === undefined || (from !== undefined && at < from)) return 'no';
  if (to === undefined || at <= to) return 'yes';
  return floorToSecond(at) === to ? 'maybe' : 'no';
}

/** How many of the jobs are in a window: at least, and at most. */
export function countIn(jobs: readonly Job[], window: Window, date: FilterDate) {
  if (isEverything(window)) return { least: jobs.length, most: jobs.length };
  let least = 0;
  let most = 0;
  for (const job of jobs) {
    const contained = contains(window, job[date]);
    if (contained !== 'no') most += 1;
    if (contained === 'yes') least += 1;
  }
  return { least, most };
}

/** The second in which a moment lies. */
export function floorToSecond(at: Instant): Instant {
  return at.endsWith('.000Z') ? at : instant(Math.floor(milliseconds(at) / 1_000) * 1_000);
}

export function addMs(at: Instant, ms: number): Instant {
  return instant(milliseconds(at) + ms);
}

/** From a second before a moment to some time after it. */
export function windowAround(at: Instant, afterMs = 1_000): Window {
  return { from: addMs(floorToSecond(at), -1_000), to: addMs(floorToSecond(at), afterMs) };
}

/** The first second from `from` on in which no known job's date has a fraction. */
export function cleanBoundary(jobs: readonly Job[], date: FilterDate, from: Instant): Instant {
  const fractional = new Set<Instant>();
  for (const { [date]: at } of jobs) {
    if (at !== undefined && at >= from && !at.endsWith('.000Z')) fractional.add(floorToSecond(at));
  }
  let at = from;
  while (fractional.has(at)) at = addMs(at, 1_000);
  return at;
}

/**
 * Two windows, the newer first, that meet strictly inside this one; undefined if it is too narrow.
 * A window without a limit is cut among known jobs only, so that cutting comes to an end.
 * `newest`: how many known jobs the newer window is to hold; half of them by default.
 */
export function splitWindow(
  jobs: readonly Job[],
  { window, date, newest }: { window: Window; date: FilterDate; newest?: number },
): [Window, Window] | undefined {
  const { from, to } = window;
  const moments = jobs.flatMap(({ [date]: at }) =>
    at !== undefined && contains(window, at) !== 'no' ? [at] : [],
  );
  const descending = moments.toSorted((a, b) => (a < b ? 1 : -1));
  const wanted = descending[Math.min(newest ?? Infinity, Math.floor(descending.length / 2))];
  const inside = (at: Instant) =>
    at > (from ?? descending.at(-1) ?? at) && at < (to ?? floorToSecond(descending[0] ?? at));
  const cuts = [
    wanted === undefined ? undefined : floorToSecond(wanted),
    halfway(window, descending),
  ];
  for (const cut of cuts) {
    if (cut === undefined) continue;
    const at = cleanBoundary(jobs, date, cut);
    if (inside(at))
      return [
        { from: at, to },
        { from, to: at },
      ];
  }
  return undefined;
}

function halfway({ from, to }: Window, descending: readonly Instant[]): Instant | undefined {
  const [low, high] = [from ?? descending.at(-1), to ?? descending[0]];
  if (low === undefined || high === undefined) return undefined;
  return floorToSecond(instant((milliseconds(low) + milliseconds(high)) / 2));
}
