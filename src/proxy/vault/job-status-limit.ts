/**
 * Vault answers one call per job id in 10 s, whoever makes it (docs/vault-api.md §6). This says who
 * may ask next: of those who were turned away lately, the one who was let through longest ago.
 * Without that, of two pages that poll in step one would be let through and one turned away forever.
 */
import type { Clock } from '../clock.ts';

export type JobStatusLimit = {
  /** Milliseconds until this caller may ask for this job; with 0 it must call `begin`. */
  waitMs: (job: string, caller: string) => number;
  /** Marks the start of a call to Vault; the function that it returns marks its end. */
  begin: (job: string, caller: string) => () => void;
};

type Caller = { calledAt: number; turnedAwayAt: number };

type Job = { isBusy: boolean; freeAt: number; callers: Map<string, Caller> };

type Options = {
  clock: Clock;
  everyMs: number;
  /** How long others wait for a caller who was turned away: pages ask again after 10.5 s. */
  returnMs?: number;
};

const mostJobs = 1_000;

/** `everyMs` is counted from the end of a call, since nobody knows when Vault began to count. */
export function createJobStatusLimit({
  clock,
  everyMs,
  returnMs = 15_000,
}: Options): JobStatusLimit {
  const jobs = new Map<string, Job>();

  return {
    waitMs(name, caller) {
      const job = jobOf(name);
      const now = clock.now();
      // A clock that was put back must not close the job for as long.
      job.freeAt = Math.min(job.freeAt, now + everyMs);
      const isFree = !job.isBusy && job.freeAt <= now;
      if (isFree && !mustGiveWay(job, caller)) return 0;
      callerOf(job, caller).turnedAwayAt = now;
      return job.isBusy || isFree ? everyMs : job.freeAt - now;
    },
    begin(name, caller) {
      const job = jobOf(name);
      job.isBusy = true;
      Object.assign(callerOf(job, caller), { calledAt: clock.now(), turnedAwayAt: -Infinity });
      return () => {
        job.isBusy = false;
        job.freeAt = clock.now() + everyMs;
      };
    },
  };

  function mustGiveWay({ callers }: Job, name: string): boolean {
    const calledAt = callers.get(name)?.calledAt ?? -Infinity;
    const since = clock.now() - returnMs;
    return [...callers.values()].some(
      (other) => other.turnedAwayAt > since && other.calledAt < calledAt,
    );
  }

  function callerOf({ callers }: Job, name: string): Caller {
    const known = callers.get(name);
    if (known !== undefined) return known;
    const caller = { calledAt: -Infinity, turnedAwayAt: -Infinity };
    callers.set(name, caller);
    return caller;
  }

  function jobOf(name: string): Job {
    const known = jobs.get(name);
    if (known !== undefined) return known;
    if (jobs.size >= mostJobs) sweep();
    const job: Job = { isBusy: false, freeAt: -Infinity, callers: new Map() };
    jobs.set(name, job);
    return job;
  }

  function sweep() {
    const now = clock.now();
    for (const [name, { isBusy, freeAt }] of jobs) {
      if (!isBusy && freeAt + returnMs <= now) jobs.delete(name);
    }
  }
}
