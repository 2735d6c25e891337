/** What a test of a fault has observed: `npm run faults` prints it as a table. */
import { test } from '@playwright/test';

type Observation = 'fault' | 'saw' | 'recovered in' | 'rows lost' | 'sent twice';

/** Marks a test as one of the suite: `test('…', fault('a time-out'), async () => …)`. */
export function fault(name: string, ...tags: `@${string}`[]) {
  return { tag: ['@fault', ...tags], annotation: { type: 'fault', description: name } };
}

export function note(type: Observation, what: string | number): void {
  test.info().annotations.push({ type, description: String(what) });
}
