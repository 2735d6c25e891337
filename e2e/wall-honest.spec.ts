/** A wall never shows old data as the present, and says which side is not responding. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import {
  expect,
  passTime,
  monitorCalls,
  signInAs,
  type Testbed,
  test,
  setVisibility,
} from './fixtures.ts';

const second = 1_000;
const minute = 60 * second;

test.use({ at: '2026-03-10T14:00:00Z', viewport: { width: 1920, height: 1080 } });

function tone(page: Page) {
  return page.locator('[data-liveness-word]');
}

function freshness(page: Page) {
  return page.getByRole('region', { name: 'Freshness' });
}

function words(page: Page) {
  return page.getByRole('status').first();
}

async function openWall(page: Page, testbed: Testbed) {
  testbed.vault.running({ title: 'Export Documents' });
  testbed.vault.finished({ title: 'Nightly index', agoMs: 5 * minute });
  await page.goto(`${testbed.url}/wall?view=now`);
  await expect(tone(page)).toHaveText('Live');
  await expect(page.getByText('Export Documents')).toBeVisible();
}

/** In steps that leave time for an answer. */
async function wait(page: Page, testbed: Testbed, ms: number) {
  for (let gone = 0; gone < ms; gone += 2 * second) await passTime(page, testbed, 2 * second);
}

test('a live wall says so, with three ages', async ({ page, testbed }) => {
  await openWall(page, testbed);
  await expect(freshness(page)).toContainText(/Server\s*\d s ago/);
  await expect(freshness(page)).toContainText(/Vault\s*\d s ago/);
  await expect(freshness(page)).toContainText(/Newest event\s*1 min ago/);
});

test(
  'without the server it is late after two intervals, not live after five, and recovers by itself',
  fault('Jobwatch killed under a wall'),
  async ({ page, testbed }) => {
    await openWall(page, testbed);
    await testbed.stopJobwatch();
    await wait(page, testbed, 18 * second);
    await expect(tone(page)).toHaveText('Live');
    await wait(page, testbed, 14 * second);
    await expect(tone(page)).toHaveText('Late');
    await expectSeen(words(page).filter({ hasText: 'The Jobwatch server is not responding' }));
    await expect(words(page)).toContainText('What you see is from 15:0');
    await wait(page, testbed, 32 * second);
    await expect(tone(page)).toHaveText('Not live');
    await expect(page.getByText('Export Documents')).toBeVisible();
    for (let gone = 0; gone < 10; gone += 1) await passTime(page, testbed, minute);
    await expect(tone(page)).toHaveText('Not live');
    await expect(words(page)).toContainText(/1\d min ago/);
    await testbed.startJobwatch();
    await wait(page, testbed, 30 * second);
    await expect(tone(page)).toHaveText('Live');
    await expect(words(page)).not.toContainText('is not responding');
  },
);

const outages = [
  ['dropped', 'Vault is not responding'],
  ['html', 'Vault is not responding'],
  ['maintenance', 'Vault is down for maintenance'],
  ['denied', 'No permission to see this Vault’s jobs'],
  ['limited', 'Vault’s limit on API calls is reached'],
  ['expired', 'Signed out of Vault'],
] as const;

test('in each outage of Vault the wall says which it is, and recovers', async ({
  page,
  testbed,
}) => {
  await openWall(page, testbed);
  for (const [kind, said] of outages) {
    testbed.vault.faults.set({ kind });
    await wait(page, testbed, 64 * second);
    await expect(tone(page), kind).toHaveText('Not live');
    await expect(words(page)).toContainText(said);
    await expect(page.getByText('Export Documents')).toBeVisible();
    await expect(freshness(page)).toContainText(/Vault\s*1 min ago/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    testbed.vault.faults.clear();
    await wait(page, testbed, 32 * second);
    await expect(tone(page), kind).toHaveText('Live');
  }
});

test('no preference in this browser stops it', async ({ page, testbed, context }) => {
  await context.addInitScript(() => {
    localStorage.setItem('jobwatch.preferences', JSON.stringify({ paused: true, refresh: '300' }));
  });
  await openWall(page, testbed);
  const before = monitorCalls(testbed);
  await wait(page, testbed, 30 * second);
  expect(monitorCalls(testbed)).toBeGreaterThanOrEqual(before + 2);
  await expect(tone(page)).toHaveText('Live');
});

test('a hidden wall keeps polling', async ({ page, testbed }) => {
  await openWall(page, testbed);
  await setVisibility(page, 'hidden');
  const before = monitorCalls(testbed);
  await wait(page, testbed, 30 * second);
  expect(monitorCalls(testbed)).toBeGreaterThanOrEqual(before + 2);
});

test('signing in where the session has ended leads back to the same wall', async ({
  page,
  testbed,
}) => {
  testbed.vault.running({ title: 'Export Documents' });
  await page.goto(`${testbed.url}/wall?view=now&title=Export&zone=UTC`);
  await expect(tone(page)).toHaveText('Live');
  testbed.vault.expireSessions();
  await wait(page, testbed, 64 * second);
  await expect(words(page)).toContainText('Signed out of Vault');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Vault' })).toBeVisible();
  await signInAs(page, 'admin@vault.test');
  await expect(page).toHaveURL(/\/wall\?view=now&title=Export&zone=UTC$/);
  await expect(tone(page)).toHaveText('Live');
});

test.describe('opened without a sign-in', () => {
  test.use({ who: 'nobody' });

  test('it says that it is signed out, and never shows a form', async ({ page, testbed }) => {
    await page.goto(`${testbed.url}/wall`);
    await expect(words(page)).toContainText('Signed out of Vault');
    await expect(page).toHaveURL(/\/wall$/);
    const other = await page.context().newPage();
    await other.goto(`${testbed.url}/sign-in`);
    await signInAs(other, 'admin@vault.test');
    await expect(other.getByRole('navigation', { name: 'Pages', exact: true })).toBeVisible();
    await wait(page, testbed, 4 * second);
    await expect(tone(page)).toHaveText('Live');
  });
});
