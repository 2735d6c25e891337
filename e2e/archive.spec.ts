/** The archive of finished jobs: read once and whole, kept, gone with the session. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, notice, open, passTime, row, signInAs, type Testbed, test } from './fixtures.ts';
import { coverage, expectComplete, openHistory, saved, storedIds } from './history.ts';

const minute = 60_000;

test('opening History reads all finished jobs, and says how far it is', async ({
  page,
  testbed,
}) => {
  fill(testbed, 3_000);
  testbed.vault.faults.set({ kind: 'slow', ms: 150 }, { endpoint: 'histories' });
  await open(page, testbed, '/history');

  await expect(coverage(page)).toContainText(/[\d,]+ of 3,\d{3} read, newest first/);
  await expect(page.getByRole('progressbar', { name: 'Read so far' })).toBeVisible();

  testbed.vault.faults.clear();
  await expectComplete(page, testbed);
  await expect(page.getByRole('progressbar', { name: 'Read so far' })).toHaveCount(0);
});

test('reading can be paused, and resumes where it was', async ({ page, testbed }) => {
  fill(testbed, 3_000);
  testbed.vault.faults.set({ kind: 'slow', ms: 150 }, { endpoint: 'histories' });
  await open(page, testbed, '/history');
  await expect(coverage(page)).toContainText(/read, newest first/);
  await page.getByRole('button', { name: 'Pause reading' }).click();
  await expect(page.getByRole('button', { name: 'Resume reading' })).toBeVisible();

  const before = readings(testbed);
  await passTime(page, testbed, 2 * minute);
  expect(readings(testbed)).toEqual(before);

  testbed.vault.faults.clear();
  await page.getByRole('button', { name: 'Resume reading' }).click();
  await expectComplete(page, testbed);
  expectReadOnce(testbed);
});

test('reading that was closed in the middle resumes where it was', async ({
  page,
  context,
  testbed,
}) => {
  fill(testbed, 3_000);
  testbed.vault.faults.set({ kind: 'slow', ms: 150 }, { endpoint: 'histories' });
  await open(page, testbed, '/history');
  await expect.poll(() => readings(testbed).length).toBeGreaterThan(8);
  await page.close();

  const later = await context.newPage();
  await open(later, testbed, '/history');
  await expect(coverage(later)).toContainText(/[1-9][\d,]{2,} of 3,\d{3} read/);
  testbed.vault.faults.clear();

  await expectComplete(later, testbed);
  expectReadOnce(testbed);
});

test('a job that finishes while History is open appears', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Nightly index' });
  await openHistory(page, testbed);
  await expect(row(page, 'Finished jobs', 'Nightly index')).toHaveCount(0);

  testbed.vault.finish(id);
  await passTime(page, testbed, 31_000);

  await expect(row(page, 'Finished jobs', 'Nightly index')).toBeVisible();
  await expectComplete(page, testbed);
});

test('reading resumes after the session has ended and been renewed', async ({ page, testbed }) => {
  fill(testbed, 3_000);
  testbed.vault.faults.set({ kind: 'slow', ms: 150 }, { endpoint: 'histories' });
  await open(page, testbed, '/history');
  await expect.poll(() => readings(testbed).length).toBeGreaterThan(4);
  testbed.vault.expireSessions();
  await passTime(page, testbed, 31_000);
  const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await expect(dialog).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume reading' })).toBeVisible();

  testbed.vault.faults.clear();
  await signInAs(dialog, 'admin@vault.test');

  await expectComplete(page, testbed);
});

for (const { name, error, words } of [
  { name: 'refuses storage', error: 'SecurityError', words: 'storage can’t be opened.' },
  { name: 'has no room left', error: 'QuotaExceededError', words: 'storage is full.' },
]) {
  test(
    `a browser that ${name} reads into memory, and says so`,
    fault(`a browser that ${name} (IndexedDB)`),
    async ({ page, testbed }) => {
      fill(testbed, 300);
      await page.addInitScript((thrown) => {
        const refuse = () => {
          throw new DOMException('Denied', thrown);
        };
        if (thrown === 'SecurityError') indexedDB.open = refuse;
        else IDBObjectStore.prototype.put = refuse;
      }, error);
      await openHistory(page, testbed);

      await expectSeen(coverage(page).getByText(`This browser’s ${words}`));
      await expect(coverage(page)).toContainText('read again on every visit');
    },
  );
}

test('signing out leaves no row on the device', async ({ page, testbed }) => {
  await openHistory(page, testbed);
  expect(await databases(page)).toHaveLength(1);

  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(notice(page, 'Sign out of Sandbox?')).toContainText('will be removed');
  expect(await databases(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Sign out and remove' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Vault' })).toBeVisible();

  await expect.poll(() => databases(page)).toEqual([]);
});

test(
  'of two tabs one reads, and both show it',
  fault('two tabs read the history'),
  async ({ page, context, testbed }) => {
    fill(testbed, 3_000);
    testbed.vault.faults.set({ kind: 'slow', ms: 150 }, { endpoint: 'histories' });
    await open(page, testbed, '/history');
    await expect.poll(() => readings(testbed).length).toBeGreaterThan(2);

    const other = await context.newPage();
    await open(other, testbed, '/history');
    await expectSeen(coverage(other).getByText('Another tab is reading the history.'));
    testbed.vault.faults.clear();

    await expectComplete(page, testbed);
    await expectComplete(other, testbed);
    expectReadOnce(testbed);
  },
);

test('rows of one user never show to the next', async ({ page, testbed }) => {
  testbed.vault.finished({ title: 'For admins only' });
  await openHistory(page, testbed);
  await expect(row(page, 'Finished jobs', 'For admins only')).toBeVisible();

  testbed.vault.expireSessions();
  await passTime(page, testbed, 31_000);
  const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await signInAs(dialog, 'nojobs@vault.test');

  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('For admins only')).toHaveCount(0);
  await page.reload();
  await expect(coverage(page)).toContainText('No finished jobs read yet');
  await expect(page.getByText('For admins only')).toHaveCount(0);
});

test('what the next user reads never gets into the archive of the one before', async ({
  page,
  testbed,
}) => {
  fill(testbed, 300);
  await openHistory(page, testbed);
  const all = testbed.vault.histories().map(({ id }) => id);
  await expect.poll(() => storedIds(page)).toEqual(all.toSorted());
  await page.getByRole('link', { name: 'Overview' }).click();
  testbed.vault.expireSessions();
  await passTime(page, testbed, 31_000);
  const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await signInAs(dialog, 'reader@vault.test');
  await expect(dialog).toHaveCount(0);

  testbed.vault.finished({ title: 'Ended for the reader', agoMs: 0 });
  await passTime(page, testbed, 31_000);
  await expect(row(page, 'Jobs that just finished', 'Ended for the reader')).toBeVisible();
  // Longer than the first archive waits between two comparisons.
  await passTime(page, testbed, 6 * minute);
  expect(await storedIds(page)).toEqual(all.toSorted());
});

// Each of both that the archive's own tests combine.
for (const [filterTests, order] of [
  ['created', 'shuffled'],
  ['start', 'oldest-first'],
  ['end', 'shuffled'],
] as const) {
  test(`nothing is missing where Vault filters by ${filterTests} and lists ${order}`, async ({
    page,
    testbed,
  }) => {
    Object.assign(testbed.vault.switches, { filterTests, order });
    fill(testbed, 700);
    await openHistory(page, testbed, '?size=25');
    await page.getByRole('button', { name: /^Export / }).click();
    const { bytes } = await saved(page, 'JSON Lines (one row per line)');

    const ids = bytes.toString().trimEnd().split('\n').map(jobId);
    const held = testbed.vault.histories().map(({ id }) => id);
    expect(ids.toSorted()).toEqual(held.toSorted());
  });
}

function jobId(line: string): string {
  const row: unknown = JSON.parse(line);
  return typeof row === 'object' && row !== null && 'job_id' in row ? String(row.job_id) : line;
}

/** Jobs that ended one after the other over some weeks. */
function fill({ vault }: Testbed, count: number): void {
  for (let nth = 1; nth <= count; nth += 1) {
    vault.finished({ title: `Load part ${nth % 40}`, agoMs: nth * 13 * minute, tookMs: nth * 90 });
  }
}

/** What the archive has asked Vault for; the screens ask without an offset or for less. */
function readings({ vault }: Testbed): string[] {
  return vault.calls
    .filter(({ endpoint }) => endpoint === 'histories')
    .map(({ path }) => path.slice(path.indexOf('?')))
    .filter((query) => query.includes('limit=200') && query.includes('offset='));
}

/** No page twice, but for those whose answers were under way when reading was cut short. */
function expectReadOnce(testbed: Testbed): void {
  const asked = readings(testbed);
  const pages = new Set(asked);
  expect(asked.length - pages.size).toBeLessThanOrEqual(2);
  const least = Math.ceil(testbed.vault.histories().length / 200);
  expect(asked.length).toBeLessThanOrEqual(2 * least);
}

async function databases(page: Page) {
  return page.evaluate(async () => {
    const all = await indexedDB.databases();
    return all.filter(({ name }) => name?.startsWith('jobwatch.archive/'));
  });
}
