import { test } from './fixtures.ts';
import { otherMoments } from './moments.ts';

/**
 * Declares a test for the usual moment and for each of the others. Not projects, as each of these has
 * processes and browsers of its own, whose start takes longer than the tests.
 */
export function atEveryMoment(declare: () => void): void {
  declare();
  for (const [name, at] of Object.entries(otherMoments)) {
    test.describe(name, () => {
      test.use({ at });
      declare();
    });
  }
}
