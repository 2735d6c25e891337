/** Where History's rows come from: chosen by the reader, and never changed under their eyes. */
import type { Page } from '@playwright/test';

import { fault, note } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, open, passTime, row, type Testbed, test } from './fixtures.ts';
import { complete, coverage, expectComplete, idsShown, openHistory, storedIds } from './history.ts';

const minute = 60_000;

test('a job created long ago that finishes moves no other row', async ({ page, testbed }) => {
  // What has just finished is then not on the page that screens read, but the last of all.
  Object.assign(testbed.vault.switches, { order: 'oldest-first' });
  fill(testbed, 300);
  await openHistory(page, testbed, '?status=SUCCESS&size=25&page=9');
  const before = await idsShown(page);
  const shown = await recordRows(page);
  const known = count(testbed);
  const waitedMs = 90 * 24 * 60 * minute;
  testbed.vault.finished({ title: 'Very long export', status: 'TIMEOUT', agoMs: 0, waitedMs });
  testbed.vault.faults.set({ kind: 'slow', ms: 600 }, { endpoint: 'histories' });
  await passTime(page, testbed, 31_000);
  testbed.vault.faults.clear();
  await expectComplete(page, testbed);

  const { rows, words } = await shown();
  expect(rows).toEqual([before.join()]);
  expect(words.join()).toContain(`${known} finished jobs, and 1 more is being read`);
  expect(words.every((text) => /Export [\d,]+ matching$/.test(text))).toBe(true);
});

test('on a first visit rows are Vault’s until the reader turns the page', async ({
  page,
  testbed,
}) => {
  Object.assign(testbed.vault.switches, { order: 'shuffled' });
  fill(testbed, 300);
  await open(page, testbed, '/history?size=25');
  await expect.poll(async () => (await idsShown(page)).length).toBe(25);
  const first = await idsShown(page);
  await expectComplete(page, testbed);
  await expect(coverage(page)).toContainText('Filtered and sorted by Vault');
  expect(await idsShown(page)).toEqual(first);
  await expect(page.getByRole('button', { name: 'Export 25 rows' })).toBeVisible();

  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(coverage(page)).not.toContainText('by Vault');
  const newest = testbed.vault.histories().toSorted((a, b) => b.ended - a.ended);
  await expect.poll(() => idsShown(page)).toEqual(newest.slice(25, 50).map(({ id }) => id));
  await expect(
    page.getByRole('button', { name: `Export ${count(testbed)} matching` }),
  ).toBeVisible();
});

test('a page among the newest jobs costs no call of its own', async ({ page, testbed }) => {
  fill(testbed, 300);
  // So that the archive reads nothing and rows stay Vault's.
  Object.assign(testbed.vault.burst, { limit: 1, delayMs: 0 });
  await open(page, testbed, '/history?size=25');
  await expect.poll(async () => (await idsShown(page)).length).toBe(25);
  testbed.vault.faults.set({ kind: 'slow', ms: 60_000 }, { endpoint: 'histories' });
  const newest = testbed.vault.histories().toSorted((a, b) => b.ended - a.ended);
  for (let from = 0; from < 175; from += 25) {
    const wanted = newest.slice(from, from + 25).map(({ id }) => id);
    await expect.poll(() => idsShown(page)).toEqual(wanted);
    await page.getByRole('link', { name: 'Next page' }).click();
  }
  const own = () => testbed.vault.calls.filter(({ path }) => path.includes('limit=25'));
  await expect.poll(() => own().length).toBe(1);
});

test(
  'in an outage History opens with all that is kept, and says how old it is',
  fault('an outage, History opened from what is kept'),
  async ({ page, testbed }) => {
    fill(testbed, 300);
    await openHistory(page, testbed);
    const rows = await idsShown(page);
    await expect
      .poll(async () => (await storedIds(page)).length)
      .toBe(testbed.vault.histories().length);
    testbed.vault.faults.set({ kind: 'maintenance' });
    await passTime(page, testbed, 10 * minute);
    await page.reload();

    await expect.poll(() => idsShown(page)).toEqual(rows);
    await expectSeen(coverage(page).getByText(/Complete: all \d+ finished jobs, as of .* ago/));
    note('rows lost', 0);
    await page.getByRole('link', { name: 'Last page' }).click();
    const oldest = testbed.vault.histories().toSorted((a, b) => a.ended - b.ended)[0];
    await expect.poll(async () => (await idsShown(page)).at(-1)).toBe(oldest?.id);
  },
);

test('what is kept is not read again on the next visit', async ({ page, testbed }) => {
  // More than are loaded at a time: screens report what they have read in between.
  fill(testbed, 5_400);
  await openHistory(page, testbed);
  await expect
    .poll(async () => (await storedIds(page)).length)
    .toBe(testbed.vault.histories().length);
  for (let visit = 0; visit < 2; visit += 1) {
    const before = readings(testbed);
    await open(page, testbed);
    await expect(page.getByRole('table', { name: 'Jobs that just finished' })).toBeVisible();
    await page.getByRole('link', { name: 'History' }).click();
    await expectComplete(page, testbed);
    expect(readings(testbed) - before).toBeLessThanOrEqual(2);
    expect(await storedIds(page)).toHaveLength(testbed.vault.histories().length);
  }
});

test('a second tab takes over from one that stands still', async ({ page, context, testbed }) => {
  fill(testbed, 300);
  await openHistory(page, testbed);
  await expect
    .poll(async () => (await storedIds(page)).length)
    .toBe(testbed.vault.histories().length);
  const inspector = await context.newCDPSession(page);
  await inspector.send('Debugger.enable');
  await inspector.send('Debugger.pause');
  for (let nth = 0; nth < 5; nth += 1) {
    testbed.vault.finished({ title: 'New failure', agoMs: 0, status: 'TIMEOUT' });
  }

  const other = await context.newPage();
  await open(other, testbed, '/history');
  await expect(coverage(other)).toContainText('The tab that reads the history is not responding.');
  // No clock can be moved in a tab that stands still.
  await expect(complete(other, testbed)).toBeVisible({ timeout: 20_000 });
  await expect(row(other, 'Finished jobs', 'New failure')).toHaveCount(5);
  await expect(coverage(other)).not.toContainText('tab');

  await inspector.send('Debugger.resume');
  await inspector.send('Debugger.disable');
  await expectComplete(page, testbed);
  await expect(coverage(page)).toContainText('Another tab is reading the history.');
});

test(
  'storage that never answers is given up within seconds, and that is said',
  fault('IndexedDB never answers'),
  async ({ page, testbed }) => {
    fill(testbed, 300);
    await page.addInitScript(() => {
      indexedDB.open = () => {
        const request: IDBOpenDBRequest = Object.create(IDBOpenDBRequest.prototype);
        return Object.defineProperty(request, 'addEventListener', { value: () => {} });
      };
    });
    await open(page, testbed, '/history?title=load');
    await passTime(page, testbed, 6_000);

    await expectComplete(page, testbed);
    await expectSeen(coverage(page).getByText('This browser’s storage doesn’t answer.'));
    await expect(coverage(page)).toContainText('read again on every visit');
    await expect(row(page, 'Finished jobs', 'Load part').first()).toBeVisible();
  },
);

function count({ vault }: Testbed): string {
  return vault.histories().length.toLocaleString('en-GB');
}

function fill({ vault }: Testbed, count: number): void {
  for (let nth = 1; nth <= count; nth += 1) {
    vault.finished({ title: `Load part ${nth % 40}`, agoMs: nth * 13 * minute, tookMs: nth * 90 });
  }
}

/** What the archive has asked Vault for; the screens ask without an offset or for less. */
function readings({ vault }: Testbed): number {
  return vault.calls.filter(({ path }) =>
    /histories.*limit=200.*offset=|histories.*offset=.*limit=200/.test(path),
  ).length;
}

type Seen = { rows: string[]; words: string[] };

/** All that the table and the coverage have shown since, in order. */
async function recordRows(page: Page): Promise<() => Promise<Seen>> {
  await page.evaluate(() => {
    const seen: Record<'rows' | 'words', string[]> = { rows: [], words: [] };
    const note = (kind: 'rows' | 'words', now: string) => {
      if (now !== seen[kind].at(-1)) seen[kind].push(now);
    };
    const look = () => {
      const boxes = [...document.querySelectorAll('main tbody [type=checkbox]')];
      note('rows', boxes.map((box) => box.ariaLabel?.split(', ').at(-1)).join());
      const texts = document.querySelectorAll('[aria-label=Coverage], main button');
      const words = [...texts].map(({ textContent }) => textContent);
      note('words', words.filter((text) => /finished jobs|^Export/.test(text)).join('; '));
    };
    look();
    const options = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document.body, options);
    Object.assign(globalThis, { seen });
  });
  return async () => page.evaluate('seen');
}
