/** All jobs of one world, moved on to the present whenever someone looks. */
import { minute, second } from '../clock.ts';
import { history, type History, type Past } from './history.ts';
import type { Job } from './job.ts';
import { idsOf, runOf, slotFrom, slotTime, spareId, type Series } from './series.ts';

export type Roster = {
  /** What happened up to now. */
  settle: (now: number) => void;
  /** Jobs that have not ended. */
  alive: () => Job[];
  finished: History;
  find: (id: string) => Job | undefined;
  put: (job: Omit<Job, 'id'> & { id?: string | undefined }) => Job;
  remove: (id: string) => void;
  startNow: (job: Job, now: number, leavesRow: boolean) => void;
};

type Options = { seed: number; series: readonly Series[]; born: number; past?: Past | undefined };

/** How far a series has come: the next slot, and when its instance appears if not as usual. */
type Progress = { slot: number; created: number | undefined; again: boolean };

export function roster({ seed, series: allSeries, born, past }: Options): Roster {
  const idOf = idsOf(allSeries);
  const finished = history(past);
  const alive = new Map<string, Job>();
  /** Jobs put by hand whose next instance has appeared. */
  const followed = new Set<string>();
  const progress: Progress[] = allSeries.map((series) => ({
    slot: slotFrom(series, born + series.from),
    created: undefined,
    again: false,
  }));
  let spares = 0;
  const spare = () => spareId(spares++);

  /** Instances appear when the run before them starts. */
  const appear = (series: Series, at: number, now: number) => {
    const state = progress[at];
    const end = born + (series.until ?? Infinity);
    for (;;) {
      if (state === undefined || slotTime(series, state.slot) >= end) return;
      if (state.created !== undefined && state.created > now) return;
      const run = { seed, series, id: idOf(at, state.slot) };
      const job = runOf(run, state.slot, state.created);
      if (job.created > now) return;
      if (state.again) job.id = spare();
      job.origin = { series: at, slot: state.slot };
      alive.set(job.id, job);
      state.slot += 1;
      state.again = false;
      if (series.kind === 'schedule') state.created = Math.min(job.started, job.ended);
    }
  };

  const follow = (now: number) => {
    for (const job of alive.values()) {
      const { every, planned } = job;
      const created = Math.min(job.started, job.ended);
      if (every === undefined || planned === undefined || followed.has(job.id)) continue;
      if (created > now) continue;
      followed.add(job.id);
      put({ ...shifted(job, every), created });
    }
  };

  const put: Roster['put'] = ({ id = spare(), ...given }) => {
    const job = { id, ...given };
    alive.set(id, job);
    return job;
  };

  return {
    settle: (now) => {
      for (const [at, series] of allSeries.entries()) appear(series, at, now);
      follow(now);
      const ended = [...alive.values()].filter((job) => job.ended <= now);
      for (const job of ended) alive.delete(job.id);
      finished.add(ended.toSorted((a, b) => a.ended - b.ended));
    },
    alive: () => [...alive.values()],
    finished,
    find: (id) => alive.get(id) ?? finished.find(id),
    put,
    remove: (id) => {
      if (!alive.delete(id)) finished.remove(id);
    },
    startNow: (job, now, leavesRow) => {
      const planned = job.planned ?? now;
      const slot = { ...job };
      moveUp(job, now, job.origin && allSeries[job.origin.series]?.takes);
      // Only this interval's run is taken: one planned for a later interval still comes
      // (docs/vault-api.md §2).
      const state = job.origin && progress[job.origin.series];
      const every = job.every ?? (job.origin && allSeries[job.origin.series]?.every) ?? Infinity;
      const ofThisInterval = planned - every <= now;
      if (state !== undefined && job.origin !== undefined) {
        state.created = job.started;
        if (!ofThisInterval) Object.assign(state, { slot: job.origin.slot, again: true });
      } else if (job.every !== undefined) {
        followed.add(job.id);
        put({ ...shifted(slot, ofThisInterval ? job.every : 0), created: job.started });
      }
      if (leavesRow) {
        const never = { queueing: Infinity, queued: Infinity, started: Infinity };
        finished.add([{ ...slot, ...never, id: spare(), ended: now, outcome: 'CANCELLED' }]);
      }
    },
  };
}

/** A moved-up job keeps its id and is QUEUEING for about two seconds (docs/vault-api.md §2). */
function moveUp(job: Job, now: number, usual: number | undefined) {
  const took = job.ended - job.started;
  const ran = Number.isFinite(took) && took > 0;
  job.planned = now;
  job.queueing = now;
  job.queued = now + 2 * second;
  job.started = now + 5 * second;
  job.ended = job.started + (ran ? took : (usual ?? minute));
  if (!ran) job.outcome = 'SUCCESS';
}

/** The same job one interval later, as planned. */
function shifted(job: Job, by: number): Omit<Job, 'id'> {
  const { id: _, ...rest } = job;
  const planned = (job.planned ?? 0) + by;
  const took = job.ended - job.started;
  const started = planned + 5 * second;
  return {
    ...rest,
    planned,
    queueing: planned,
    queued: planned + 2 * second,
    started,
    ended: started + (Number.isFinite(took) ? took : minute),
  };
}
