/** Before each file of unit tests: no test knows what time it is, so none depends on it. */
import { afterAll, inject } from 'vitest';

import { setDate } from './set-date.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- it adds to Vitest's own
  export interface ProvidedContext {
    startsAt: string;
  }
}

const systemDate = Date;
setDate(Date.parse(inject('startsAt')), { runs: false });
// The next file of this process would wrap it once more, and after a hundred files each `Date` that is
// made or read would pass through a hundred proxies.
afterAll(() => {
  globalThis.Date = systemDate;
});
