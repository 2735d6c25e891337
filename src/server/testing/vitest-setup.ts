/** Before each file of unit tests: no test knows what time it is, so none depends on it. */
import { inject } from 'vitest';

import { setDate } from './set-date.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- it adds to Vitest's own
  export interface ProvidedContext {
    startsAt: string;
  }
}

setDate(Date.parse(inject('startsAt')), { runs: false });
