/** When tests begin, on all clocks: those of the simulated Vault, the server and the browser. */

/** An afternoon in Berlin, two days after clocks went forward in New York but not yet in Europe. */
export const startsAt = process.env['JOBWATCH_TEST_AT'] ?? '2026-03-10T14:00:00Z';

/** When tests that know dates begin as well, and what is special about it. */
export const otherMoments = {
  'tomorrow in Tokyo': '2026-03-10T15:05:00Z',
  'just before midnight UTC': '2026-03-10T23:59:30Z',
  // Half a minute later it is 02:00 in Berlin for the second time.
  'as clocks go back in Berlin': '2026-10-25T00:59:30Z',
  'on 29 February': '2028-02-29T14:00:00Z',
};
