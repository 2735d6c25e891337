/** Tasks of an SDK job, summed up and put in order. */
import type { Task } from '#contract/jobs.ts';

import { phaseOf } from './status/statuses.ts';

export type RollUp = readonly { state: string; size: number }[];

/** How many tasks are in each state; what failed first, then what still runs, then the rest. */
export function rollUp(tasks: readonly Task[]): RollUp {
  const sizes = new Map<string, number>();
  for (const { state } of tasks) sizes.set(state, (sizes.get(state) ?? 0) + 1);
  return [...sizes]
    .map(([state, size]) => ({ state, size }))
    .toSorted((a, b) => urgency(a.state) - urgency(b.state) || b.size - a.size);
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** Failed first; within a state Task2 before Task10. */
export function inOrder(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => urgency(a.state) - urgency(b.state) || compare(a.id, b.id));
}

function urgency(state: string): number {
  const phase = phaseOf(state);
  return ['badly', 'unknown', 'active', 'waiting', 'otherwise', 'well'].indexOf(phase);
}
