/** What a visit costs in bytes. Scripts and styles have budgets of their own in `.size-limit.js`. */
import { expect, open, test } from './fixtures.ts';
import { expectComplete } from './history.ts';
import { receivedBytes } from './received-bytes.ts';

test.use({ world: 'busy' });

/** 229 kB as measured for 6,952 jobs, which are 2 MB as text. */
const mostBytes = 250_000;

test('a first visit to History gets all finished jobs in a few bytes each', async ({
  page,
  testbed,
}) => {
  const bytes = await receivedBytes(page, (path) => path.startsWith('/api/'));
  await open(page, testbed, '/history');
  await expectComplete(page, testbed);

  expect(testbed.vault.histories().length).toBeGreaterThan(6_500);
  expect(bytes()).toBeLessThan(mostBytes);
});
