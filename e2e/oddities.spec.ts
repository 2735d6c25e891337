/** Strange answers: all of it is shown, or counted as unreadable; none breaks it. */
import type { Page } from '@playwright/test';

import { fault, note } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { consoleErrors, expect, open, monitorCalls, row, test } from './fixtures.ts';
import { openHistory } from './history.ts';

const live = 'Running and queued jobs';
const ended = 'Jobs that just finished';

test.use({ viewport: { width: 1920, height: 1080 } });

function rows(page: Page) {
  return page.getByRole('table').locator('tbody').getByRole('row');
}

/**
 * Scrolls through a list so long that only rows near the screen are in the page, until there were `count` of them,
 * and gives the text of all. `look` is called at each step.
 */
async function readThrough(page: Page, count: number, look = async () => {}): Promise<string> {
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(count + 1));
  const texts = new Map<string, string>();
  const read = async () => {
    const drawn = await page
      .locator('tbody tr[aria-rowindex]')
      .evaluateAll((all) => all.map((one) => [one.ariaRowIndex ?? '', one.textContent] as const));
    for (const [index, text] of drawn) texts.set(index, text);
    await look();
    await page.mouse.wheel(0, 1_000);
    return texts.size;
  };
  await expect.poll(read, { intervals: [100], timeout: 60_000 }).toBe(count);
  return [...texts.values()].join('\n');
}

test('every status has its word, and an unknown one is shown as it is', async ({
  page,
  testbed,
}) => {
  const { vault } = testbed;
  vault.queued({ title: 'Now queueing', status: 'QUEUEING' });
  vault.queued({ title: 'Now queued' });
  vault.running({ title: 'Now running' });
  vault.running({ title: 'Now cancelling', overrides: { status: 'CANCELLING' } });
  vault.running({ title: 'Now odd', overrides: { status: 'ON_HOLD' } });
  vault.finished({ title: 'Did well', agoMs: 1_000 });
  vault.finished({ title: 'Had errors', status: 'ERRORS_ENCOUNTERED', agoMs: 2_000 });
  vault.finished({ title: 'Did not run', status: 'FAILED_TO_RUN', agoMs: 3_000 });
  vault.finished({ title: 'Was missed', status: 'MISSED_SCHEDULE', agoMs: 4_000 });
  vault.finished({ title: 'Took too long', status: 'TIMEOUT', agoMs: 5_000 });
  vault.finished({ title: 'Was cancelled', status: 'CANCELLED', agoMs: 6_000 });
  vault.finished({ title: 'Sat idle', status: 'COMPLETED_DUE_TO_INACTIVITY', agoMs: 7_000 });
  await open(page, testbed);
  const words = { queueing: 'Queueing', queued: 'Queued', running: 'Running' };
  for (const [title, word] of Object.entries({
    ...words,
    cancelling: 'Cancelling',
    odd: 'ON_HOLD',
  }))
    await expect(row(page, live, `Now ${title}`)).toContainText(word);
  const ends = ['Success', 'Errors encountered', 'Failed to run', 'Missed schedule', 'Timed out'];
  for (const [at, word] of [...ends, 'Cancelled', 'Closed for inactivity'].entries())
    await expect(
      rows(page)
        .and(page.getByRole('table', { name: ended }).getByRole('row'))
        .nth(at),
    ).toContainText(word);
});

test('rows do not wait for names', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents', createdBy: 51007 });
  testbed.vault.faults.set({ kind: 'slow', ms: 3_000 }, { endpoint: 'user' });
  await open(page, testbed);
  await expect(row(page, live, 'Export Documents')).toContainText('User 51007');
  await expect(row(page, live, 'Export Documents')).toContainText('Maria Keller');
});

test('a user without a name in Vault is shown by number', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents', createdBy: 51007 });
  testbed.vault.faults.set({ kind: 'denied' }, { endpoint: 'user' });
  await open(page, testbed);
  const asked = () => testbed.vault.calls.filter(({ endpoint }) => endpoint === 'user').length;
  await expect.poll(asked).toBeGreaterThan(0);
  await expect(row(page, live, 'Export Documents')).toContainText('User 51007');
  await expect(page.getByRole('banner')).toContainText('Live');
  await expect(page.getByText('don’t have permission')).toBeHidden();
});

test('all 261 creators can be chosen, and their names cost few calls however long one looks', async ({
  page,
  testbed,
}) => {
  for (let at = 0; at < 261; at += 1) {
    testbed.vault.finished({ title: `Export ${at}`, createdBy: 90_000 + at, agoMs: at * 60_000 });
  }
  testbed.vault.finished({ title: 'Export of Maria', createdBy: 51007 });
  await openHistory(page, testbed, '?size=25');
  const creators = page.getByLabel('Created by');
  await expect.poll(async () => creators.locator('option').count()).toBeGreaterThan(262);
  await expect(creators).toContainText('Maria Keller (1)');
  await expect(creators).toContainText('User 90260 (1)');

  for (let turn = 0; turn < 5; turn += 1) {
    await page.getByRole('link', { name: 'Next page' }).click();
    await testbed.settled();
  }
  const lookUps = testbed.vault.calls.filter(
    ({ endpoint }) => endpoint === 'user' || endpoint === 'users',
  );
  expect(lookUps.length).toBeLessThanOrEqual(25);
});

test.describe('a Vault with odd data', () => {
  test.use({ world: 'odd' });

  test('failures that may be more are so wherever they are counted', async ({ page, testbed }) => {
    await open(page, testbed);
    await expect(
      page.getByRole('link', { name: /^At least \d+ failed runs in 24 h$/ }),
    ).toBeVisible();
    await expect(page.getByText(/^\d+\+ titles$/)).toBeVisible();
  });

  test(
    'all readable rows of two pages are shown, the others are counted',
    fault('odd rows: unknown status, no dates, string IDs'),
    async ({ page, testbed }) => {
      const errors = consoleErrors(page);
      await open(page, testbed, '/?show=scheduled');
      await expectSeen(
        page.getByText(
          /Showing 281 unfinished jobs of the 286 that Vault reports. 4 could not be read. 1 has finished since./,
        ),
      );
      expect(monitorCalls(testbed)).toBe(2);
      expect(await readThrough(page, 259)).toContain('Nightly Sweep 230');
      await page.goto(`${testbed.url}/?show=unknown`);
      await expect(rows(page)).toHaveCount(5);
      for (const status of ['PARTIALLY_COMPLETE', 'on hold', 'No status'])
        await expect(rows(page).filter({ hasText: status }).first()).toBeVisible();
      await page.goto(`${testbed.url}/?show=running`);
      for (const title of [
        'JOB-7-A',
        '88001',
        'start unknown',
        'starts in the future',
        '(no title)',
      ])
        await expect(rows(page).filter({ hasText: title }).first()).toBeVisible();
      expect(errors).toEqual([]);
    },
  );

  test(
    'a hostile title is text, and does nothing',
    fault('hostile titles'),
    async ({ page, testbed }) => {
      const errors = consoleErrors(page);
      page.on('dialog', (dialog) => errors.push(dialog.message()));
      await open(page, testbed, '/?show=scheduled');
      const shown = await readThrough(page, 259, async () =>
        expect(page.locator('main').locator('img, script, iframe')).toHaveCount(0),
      );
      const typed = [
        '<img src=x onerror="document.title=\'taken over\'">',
        '"><svg onload=alert(1)>',
      ];
      for (const title of [...typed, 'javascript:alert(1)', '{{7*7}} ${7*7}'])
        expect(shown).toContain(title);
      note('saw', 'the titles as text');
      await expect(page).toHaveTitle(/^\(\d+\) Sandbox · Overview · Jobwatch$/);
      expect(errors).toEqual([]);
    },
  );
});
