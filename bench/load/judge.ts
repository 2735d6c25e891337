import { isOneKey, type Seen, severalSessions } from './people.ts';
/** From what Vault and the people of a load run saw, a line for each thing that has a budget. */
import { startMs, type VaultCall } from './report-shape.ts';

export type Line = { what: string; value: string; budget: string; isKept: boolean };

export type Outage = { from: number; until: number };

type Facts = {
  calls: readonly VaultCall[];
  seen: Seen;
  /** Times at which Redis was down: each server asks for itself then. */
  outages: readonly Outage[];
  everyMs: number;
  lengthMs: number;
  /** What was done to servers and Redis, and when. */
  marks: readonly Mark[];
};

export type Mark = { what: string; at: number };

/** A busy server reads an answer a little after it came; ages are in whole seconds. */
const mostUnderstatedMs = 500;

/** Per account in half an hour. */
const mostGuesses = 3;

export function judge({ calls, seen, outages, everyMs, lengthMs, marks }: Facts): Line[] {
  const began = marks[0]?.at ?? 0;
  const since = (at: number) => ((at - began) / 1_000).toFixed(2);
  // Of several sessions of one user, each asks for itself until Vault has lately accepted it, and
  // after a start lists are read anew.
  const starters = new Set(calls.flatMap((call) => (isStart(call) ? [call.user] : [])));
  const own = calls.filter(({ user }) => user !== severalSessions && !starters.has(user));
  const reads = own.filter(({ path }) => path.startsWith('GET') && path.includes('?limit='));
  const kills = marks.filter(({ what }) => what === 'server killed');
  // The answer of one that had just been sent may have died with its server, too.
  const isGone = ({ at, until = at, isLost }: VaultCall) =>
    isLost === true || kills.some((kill) => kill.at >= at && kill.at <= until + 250);
  const lost = reads.filter(isGone).length;
  const whole = reads.filter((call) => !isGone(call));
  const byList = grouped(whole, ({ user, path }) => `${user} ${path}`);
  const isDown = (at: number) => outages.some(({ from, until }) => at >= from && at <= until);
  const upOnly = [...byList.values()].map((list) => list.filter(({ at }) => !isDown(at)));
  const most = Math.max(0, ...upOnly.map((list) => mostWithin(list, everyMs)));
  const mean = whole.length / byList.size / (lengthMs / everyMs);
  const downMost = Math.max(
    0,
    ...[...byList.values()].map((list) =>
      mostWithin(
        list.filter(({ at }) => isDown(at)),
        everyMs,
      ),
    ),
  );
  const starts = grouped(calls.filter(isStart), ({ path }) => path);
  const twice = [...starts.values()].filter(isTwice);
  const tooOften = upOnly.filter((list) => mostWithin(list, everyMs) > 1);
  const marked = marks.map(({ what, at }) => `${what} ${since(at)}`);
  const found = [
    ...tooOften.flatMap((list) =>
      list.flatMap(({ user, path, at }, nth) =>
        at - (list[nth - 1]?.at ?? -Infinity) < everyMs
          ? [`${user} ${path} ${since(list[nth - 1]?.at ?? 0)} and ${since(at)}`]
          : [],
      ),
    ),
    ...seen.readAfterEnd.map(
      ({ endedAt, at }) => `read at ${since(at)} by a cookie that ended at ${since(endedAt)}`,
    ),
    ...twice.map((all) => `${all[0]?.path} ${all.map(({ at }) => since(at)).join(' and ')}`),
  ];
  const guesses = calls.filter((call) => call.path === 'POST /auth' && call.user === 'victim');
  const sorted = seen.eachMs.toSorted((a, b) => a - b);
  const quantile = (share: number) =>
    `${Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)} ms`;

  return [
    limit('list calls per interval and identity, at most', most, 1),
    limit('list calls per interval and identity, on average', mean, 1),
    ...(outages.length > 0
      ? [plain('the same while Redis is down, at most', String(downMost))]
      : []),
    ...(lost > 0 ? [plain('calls whose server died, not counted', String(lost))] : []),
    plain('answers', words(seen.outcomes)),
    plain('p50, p99', `${quantile(0.5)}, ${quantile(0.99)}`),
    limit('rows lost', seen.rowsLost, 0),
    plain('starts pressed', `${starts.size} jobs reached Vault; ${words(seen.presses)}`),
    limit('starts sent twice', twice.length, 0),
    plain('cookies copied and signed out', String(seen.endedCookies)),
    limit('lists read with them', seen.readAfterEnd.length, 0),
    limit('wrong passwords that reached Vault', guesses.length, mostGuesses),
    limit('age understated by, ms', Math.max(0, Math.round(seen.understatedMs)), mostUnderstatedMs),
    ...(found.length > 0 ? [plain('when, in seconds', [...marked, ...found].join('\n  '))] : []),
  ];
}

function isStart({ path }: VaultCall): boolean {
  return path.includes('/start_now/');
}

/** With one key ever, from two tabs while the first is under way: after its answer it is another. */
function isTwice([first, second]: readonly VaultCall[]): boolean {
  if (first === undefined || second === undefined) return false;
  return isOneKey(Number(first.path.split('/').at(-1))) || second.at - first.at < startMs;
}

function grouped(calls: readonly VaultCall[], keyOf: (call: VaultCall) => string) {
  const groups = new Map<string, VaultCall[]>();
  for (const call of calls) {
    const key = keyOf(call);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return groups;
}

/** The most that begin within one interval. */
function mostWithin(list: readonly VaultCall[], everyMs: number): number {
  const times = list.map(({ at }) => at).toSorted((a, b) => a - b);
  return Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + everyMs).length),
  );
}

function limit(what: string, value: number, most: number): Line {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return { what, value: shown, budget: `≤ ${most}`, isKept: value <= most };
}

export function plain(what: string, value: string): Line {
  return { what, value, budget: '', isKept: true };
}

function words(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
}
