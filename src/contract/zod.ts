/**
 * Zod, configured before any schema is made. Our content security policy forbids code made from
 * text. Zod tests for that when the first object schema is made, and Firefox logs the test as an
 * error. So every module that makes a schema imports Zod from here.
 */
// oxlint-disable-next-line no-restricted-imports -- this is the one module that may
import { config } from 'zod';

config({ jitless: true });

// oxlint-disable-next-line no-restricted-imports -- as above
export * from 'zod';
