/** How the page keeps up with Vault: how fresh it is, who may hold it, and what outlasts a reload. */
import type { Page } from '@playwright/test';

import { atEveryMoment } from './every-moment.ts';
import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, skipTime, open, monitorCalls, row, test, setVisibility } from './fixtures.ts';

const second = 1_000;
const minute = 60 * second;

const live = 'Running and queued jobs';

function header(page: Page) {
  return page.getByRole('banner');
}

/** The menu of refresh, zone and theme. */
async function choose(page: Page, label: string, option: string) {
  await header(page).getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('dialog').getByLabel(label).selectOption({ label: option });
  await page.keyboard.press('Escape');
}

test('a lively Vault is asked every 10 s, one at rest every 30 s', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents' });
  await open(page, testbed);
  await expect(row(page, live, 'Export Documents')).toBeVisible();
  expect(monitorCalls(testbed)).toBe(1);
  await skipTime(page, testbed, 10 * second);
  await expect.poll(() => monitorCalls(testbed)).toBe(2);

  testbed.vault.finish(id);
  await skipTime(page, testbed, 10 * second);
  await expect(page.getByText('No job is running or queued.')).toBeVisible();
  await skipTime(page, testbed, 20 * second);
  expect(monitorCalls(testbed)).toBe(3);
  await skipTime(page, testbed, 10 * second);
  await expect.poll(() => monitorCalls(testbed)).toBe(4);
});

test('the header says how old the page is', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  await open(page, testbed);
  await expect(header(page)).toContainText(/Live, [0-3] s old/);
  await skipTime(page, testbed, 6 * second);
  await expect(header(page)).toContainText(/Live, [6-9] s old/);
  await skipTime(page, testbed, 4 * second);
  await expect(header(page)).toContainText(/Live, [0-3] s old/);
});

test('a page without jobs claims neither to load them nor an age', async ({ page, testbed }) => {
  await page.goto(`${testbed.url}/settings`);
  await expect(page.getByRole('heading', { name: 'Wall display' })).toBeVisible();
  // What the menu of the header has is found here as well.
  await page.getByLabel('Theme', { exact: true }).selectOption('Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByLabel('Refresh', { exact: true })).toHaveValue('auto');
  await testbed.settled();
  await expect(header(page)).not.toContainText(/Loading from Vault| old/);
  await header(page).getByRole('link', { name: 'Overview' }).click();
  await expect(header(page)).toContainText(/Live, [0-3] s old/);
});

test('a pause stops the polls, says so, and resuming asks at once', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  await open(page, testbed);
  await expect(row(page, live, 'Export Documents')).toBeVisible();
  await page.getByRole('button', { name: 'Pause refreshing' }).click();
  await testbed.settled();
  const before = testbed.vault.calls.length;
  for (let poll = 1; poll <= 5; poll += 1) await skipTime(page, testbed, minute);
  await setVisibility(page, 'hidden');
  await setVisibility(page, 'visible');
  await expect(header(page)).toContainText('Paused, 5 min old');
  expect(testbed.vault.calls.length).toBe(before);

  testbed.vault.queued({ title: 'Binder Export' });
  await page.getByRole('button', { name: 'Resume refreshing' }).click();
  await expect(row(page, live, 'Binder Export')).toBeVisible();
});

test('of what was read before the Jobwatch server went down nothing becomes late', async ({
  page,
  testbed,
}) => {
  testbed.vault.scheduled({ title: 'Quarterly Purge', inMs: 5 * minute });
  await open(page, testbed);
  const planned = row(page, 'Scheduled jobs', 'Quarterly Purge');
  await expect(planned).toContainText(/in [45] min/);
  await testbed.settled();
  await testbed.stopJobwatch();
  await skipTime(page, testbed, 20 * minute);
  await expect(header(page)).toContainText('Not refreshed, 20 min old');
  await expect(planned).toContainText('15 min ago');
  await expect(page.getByText(/is overdue|overdue by/)).toHaveCount(0);
});

test(
  'a hidden tab asks nothing, and at once when it is seen again',
  fault('a tab hidden for 5 min'),
  async ({ page, testbed }) => {
    testbed.vault.running({ title: 'Export Documents' });
    await open(page, testbed);
    await expect(row(page, live, 'Export Documents')).toBeVisible();
    await setVisibility(page, 'hidden');
    await testbed.settled();
    const before = testbed.vault.calls.length;
    for (let poll = 1; poll <= 5; poll += 1) await skipTime(page, testbed, minute);
    expect(testbed.vault.calls.length).toBe(before);

    testbed.vault.queued({ title: 'Binder Export' });
    await setVisibility(page, 'visible');
    await expectSeen(row(page, live, 'Binder Export'));
  },
);

test('the chosen refresh outlasts a reload and is kept to', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  await open(page, testbed);
  await choose(page, 'Refresh', 'Every 5 min');
  await page.reload();
  await expect(row(page, live, 'Export Documents')).toBeVisible();
  // Polls are due whenever Vault's time is a whole number of five minutes.
  const sinceDue = testbed.vault.now() % (5 * minute);
  await skipTime(page, testbed, 5 * minute - sinceDue);
  await expect.poll(() => monitorCalls(testbed)).toBe(2);
  const before = monitorCalls(testbed);
  for (let past = 1; past <= 4; past += 1) await skipTime(page, testbed, minute);
  expect(monitorCalls(testbed)).toBe(before);
  await skipTime(page, testbed, minute);
  await expect.poll(() => monitorCalls(testbed)).toBe(before + 1);
});

test('a quicker refresh counts from now on, not after the next poll', async ({ page, testbed }) => {
  await open(page, testbed);
  await expect(page.getByText('No job is running or queued.')).toBeVisible();
  await choose(page, 'Refresh', 'Every 5 s');
  const before = monitorCalls(testbed);
  await skipTime(page, testbed, 6 * second);
  await expect.poll(() => monitorCalls(testbed)).toBe(before + 1);
});

atEveryMoment(() => {
  test(
    'the chosen zone is named, and outlasts a reload',
    { tag: '@every-moment' },
    async ({ page, testbed }) => {
      const { started } = testbed.vault.running({ title: 'Export Documents', forMs: 30 * minute });
      const inBerlin = { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' } as const;
      const berlin = new Date(started).toLocaleTimeString('en-GB', inBerlin);
      const [, time = ''] = new Date(started).toISOString().split(/[T.]/);
      const inUtc = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' } as const;
      const day = new Date(started).toLocaleDateString('en-GB', inUtc);
      await open(page, testbed);
      await expect(header(page)).toContainText('Times in Europe/Berlin');
      await expect(row(page, live, 'Export Documents')).toContainText(berlin);

      await choose(page, 'Times in', 'UTC');
      await page.reload();
      await expect(header(page)).toContainText('Times in UTC');
      await expect(row(page, live, 'Export Documents')).toContainText(time.slice(0, 5));
      await row(page, live, 'Export Documents').getByRole('time').hover();
      await expect(page.getByRole('tooltip', { name: `${day}, ${time} UTC` })).toBeVisible();
    },
  );
});

test('the chosen theme outlasts a reload', async ({ page, testbed }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, testbed);
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(245, 246, 248)');
  await choose(page, 'Theme', 'Dark');
  await page.reload();
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(14, 17, 21)');
});

test(
  'two tabs show the same, and pause together',
  fault('two tabs of the overview'),
  async ({ page, testbed, context }) => {
    testbed.vault.running({ title: 'Export Documents' });
    await open(page, testbed);
    const other = await context.newPage();
    await open(other, testbed);
    const { id } = testbed.vault.running({ title: 'Deploy Package' });
    await skipTime(page, testbed, 10 * second);
    for (const tab of [page, other]) await expectSeen(row(tab, live, 'Deploy Package'));

    await other.getByRole('button', { name: 'Pause refreshing' }).click();
    await expect(page.getByRole('button', { name: 'Resume refreshing' })).toBeVisible();
    testbed.vault.finish(id);
    await skipTime(page, testbed, minute);
    for (const tab of [page, other]) await expect(row(tab, live, 'Deploy Package')).toBeVisible();

    await page.getByRole('button', { name: 'Resume refreshing' }).click();
    for (const tab of [page, other]) await expect(row(tab, live, 'Deploy Package')).toHaveCount(0);
  },
);
