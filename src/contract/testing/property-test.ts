/**
 * Vitest's `test` with `test.prop`, and fast-check. As `@fast-check/vitest` has it, which on import
 * puts `prop` onto every combination of `skip`, `only`, `each` and so on: 2 s and 260 MB in each
 * process that runs tests, and in each page. Hooks run around all runs of a property, not around each.
 */
import * as fc from 'fast-check';
import { type TestAPI, test as vitestTest } from 'vitest';

type Values = [unknown, ...unknown[]];
type Arbitraries<V extends Values> = { [Place in keyof V]: fc.Arbitrary<V[Place]> };

/** Vitest's own stays as it is. */
const test: TestAPI & { prop: typeof prop } = Object.assign(vitestTest.extend({}), { prop });

export { fc, test };

/** The name has the seed, by which a run that failed can be repeated. */
function prop<V extends Values>(arbitraries: Arbitraries<V>, parameters: fc.Parameters<V> = {}) {
  return (name: string, holds: (...values: V) => unknown, timeoutMs?: number): void => {
    const seed = parameters.seed ?? Math.floor(Math.random() * 2 ** 32) | 0;
    const isHeld = async (...values: V) => (await holds(...values)) !== false;
    const property = fc.asyncProperty<V>(...arbitraries, isHeld);
    const run = async () => fc.assert(property, { ...parameters, seed });
    test(`${name} (with seed=${seed})`, run, timeoutMs);
  };
}
