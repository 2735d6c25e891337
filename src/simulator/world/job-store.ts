/** All jobs of one world, brought up to date before each read. */
import { minute, second } from '../clock.ts';
import { createHistory, type History, type ComputedPast } from './history.ts';
import type { Job } from './job.ts';
import { idsOf, runOf, slotFrom, slotTime, spareId, type Series } from './series.ts';

export type JobStore = {
  /** Creates the instances that exist by now, and moves those that have ended to `finished`. */
  advanceTo: (now: number) => void;
  unfinished: () => Job[];
  finished: History;
  find: (id: string) => Job | undefined;
  add: (job: Omit<Job, 'id'> & { id?: string | undefined }) => Job;
  remove: (id: string) => void;
  startNow: (job: Job, now: number, leavesRow: boolean) => void;
};

type Options = {
  seed: number;
  series: readonly Series[];
  createdAt: number;
  past?: ComputedPast | undefined;
};

/** A series' next slot, and when its instance is created, if not at the usual time. */
type Progress = { slot: number; created: number | undefined; isRepeated: boolean };

export function createJobStore({ seed, series: allSeries, createdAt, past }: Options): JobStore {
  const idOf = idsOf(allSeries);
  const finished = createHistory(past);
  const unfinished = new Map<string, Job>();
  /** Jobs added by a test or a world whose next instance has been created. */
  const hasNextInstance = new Set<string>();
  const progress: Progress[] = allSeries.map((series) => ({
    slot: slotFrom(series, createdAt + series.from),
    created: undefined,
    isRepeated: false,
  }));
  let spareCount = 0;
  const nextSpareId = () => spareId(spareCount++);

  /** An instance is created when the run before it starts. */
  const createInstances = (series: Series, at: number, now: number) => {
    const state = progress[at];
    const end = createdAt + (series.until ?? Infinity);
    for (;;) {
      if (state === undefined || slotTime(series, state.slot) >= end) return;
      if (state.created !== undefined && state.created > now) return;
      const run = { seed, series, id: idOf(at, state.slot) };
      const job = runOf(run, state.slot, state.created);
      if (job.created > now) return;
      if (state.isRepeated) job.id = nextSpareId();
      job.origin = { series: at, slot: state.slot };
      unfinished.set(job.id, job);
      state.slot += 1;
      state.isRepeated = false;
      if (series.kind === 'schedule') state.created = Math.min(job.started, job.ended);
    }
  };

  const createNextInstances = (now: number) => {
    for (const job of unfinished.values()) {
      const { every, planned } = job;
      const created = Math.min(job.started, job.ended);
      if (every === undefined || planned === undefined || hasNextInstance.has(job.id)) continue;
      if (created > now) continue;
      hasNextInstance.add(job.id);
      add({ ...nextInstance(job, every), created });
    }
  };

  const add: JobStore['add'] = ({ id = nextSpareId(), ...fields }) => {
    const job = { id, ...fields };
    unfinished.set(id, job);
    return job;
  };

  return {
    advanceTo: (now) => {
      for (const [at, series] of allSeries.entries()) createInstances(series, at, now);
      createNextInstances(now);
      const ended = [...unfinished.values()].filter((job) => job.ended <= now);
      for (const job of ended) unfinished.delete(job.id);
      finished.add(ended);
    },
    unfinished: () => [...unfinished.values()],
    finished,
    find: (id) => unfinished.get(id) ?? finished.find(id),
    add,
    remove: (id) => {
      if (!unfinished.delete(id)) finished.remove(id);
    },
    startNow: (job, now, leavesRow) => {
      const planned = job.planned ?? now;
      const slot = { ...job };
      startEarly(job, now, job.origin && allSeries[job.origin.series]?.takes);
      // Only this interval's run is replaced: one planned for a later interval still takes place
      // (docs/vault-api.md §2).
      const state = job.origin && progress[job.origin.series];
      const every = job.every ?? (job.origin && allSeries[job.origin.series]?.every) ?? Infinity;
      const ofThisInterval = planned - every <= now;
      if (state !== undefined && job.origin !== undefined) {
        state.created = job.started;
        if (!ofThisInterval) Object.assign(state, { slot: job.origin.slot, isRepeated: true });
      } else if (job.every !== undefined) {
        hasNextInstance.add(job.id);
        add({ ...nextInstance(slot, ofThisInterval ? job.every : 0), created: job.started });
      }
      if (leavesRow) {
        const never = { queueing: Infinity, queued: Infinity, started: Infinity };
        finished.add([{ ...slot, ...never, id: nextSpareId(), ended: now, outcome: 'CANCELLED' }]);
      }
    },
  };
}

/** A job started early keeps its id and is QUEUEING for about two seconds (docs/vault-api.md §2). */
function startEarly(job: Job, now: number, usual: number | undefined) {
  const took = job.ended - job.started;
  const ran = Number.isFinite(took) && took > 0;
  job.planned = now;
  job.queueing = now;
  job.queued = now + 2 * second;
  job.started = now + 5 * second;
  job.ended = job.started + (ran ? took : (usual ?? minute));
  if (!ran) job.outcome = 'SUCCESS';
}

/** The same job, planned for a later time. */
function nextInstance(job: Job, by: number): Omit<Job, 'id'> {
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
