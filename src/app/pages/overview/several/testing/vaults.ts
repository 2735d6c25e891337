/** For tests: Vaults as the overview of several shows them. */
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { minute, now } from '#insight/testing/jobs.ts';

import type { JobList } from '../../../../queries/jobs.ts';
import { deviceNow } from '../../../../time/clock.ts';
import { watchedOf } from '../../../../vaults/watched.ts';
import { shownVault } from '../model.ts';

type TestVault = {
  world: { monitors: Job[]; finished: Job[] };
  /** Minutes since its last answer; undefined before the first. */
  age: number | undefined;
  aheadMs?: number;
  name?: string;
  error?: Error;
  /** Vault says that its list of unfinished jobs may lack some. */
  isWarned?: boolean;
  /** Ids of jobs whose titles the viewer has seen. */
  seen?: string[];
};

/** As it is shown: named alike unless given, and told apart by its host alone. */
export function shownAs(
  host: string,
  { world, age, aheadMs = 0, name = 'Acme', error, isWarned = false, seen = [] }: TestVault,
) {
  const place = { host, name, path: `v/${host}/`, isSignedIn: true, hasDisplay: false };
  const isAnswered = age !== undefined;
  const polling = () => ({
    asOf: isAnswered ? deviceNow() - age * minute : undefined,
    lastContact: deviceNow(),
    startedAt: deviceNow(),
    everyMs: 10_000,
    error,
  });
  const watched = watchedOf({
    session: undefined,
    monitors: isAnswered ? listOf(world.monitors, isWarned ? [partial] : []) : undefined,
    histories: isAnswered ? listOf(world.finished) : undefined,
    failures: [],
    isReading: false,
    day: undefined,
    known: world.finished,
    seenSince: new Map(),
    isShown: () => true,
    now,
    aheadMs: () => aheadMs,
    polling,
  });
  const day = { data: undefined, error: null };
  const all = { place, watched, budget: undefined, day };
  const marks = seen.map((id) => ({ id, note: '', at: now }));
  return shownVault({ place, aheadMs: () => aheadMs }, all, marks);
}

const partial = { type: 'PARTIAL', message: 'Some are missing.' };

function listOf(jobs: Job[], warnings: JobList['warnings'] = []): JobList {
  const asOf = instant(now);
  return {
    jobs,
    total: jobs.length,
    unreadable: 0,
    repeated: 0,
    asOf,
    budget: undefined,
    delayMs: 0,
    skewMs: undefined,
    hasActiveJobs: true,
    warnings,
  };
}
