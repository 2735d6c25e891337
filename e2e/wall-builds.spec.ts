/** After a deployment a wall loads the new build by itself, and never in a loop. */
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expectBack } from './faults/viewer.ts';
import { expect, skipTime, open, type Testbed, test } from './fixtures.ts';

const minute = 60_000;

test.use({
  at: '2026-03-10T14:00:00Z',
  environment: { SESSION_SECRET: 'kept over a deployment, as it should be' },
});

async function openWall(page: Page, testbed: Testbed, search = ''): Promise<void> {
  await page.goto(`${testbed.url}/wall${search}`);
  await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
}

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwatch-'));
  cpSync('dist/client', folder, { recursive: true });
});
test.afterEach(() => rmSync(folder, { recursive: true }));

/** Serves a build that differs from all before. */
function deploy(testbed: Testbed): void {
  appendFileSync(join(folder, 'index.html'), '<!-- another -->');
  testbed.deploy(folder);
}

function loads(page: Page): () => number {
  let loaded = 0;
  page.on('load', () => {
    loaded += 1;
  });
  return () => loaded;
}

/** In steps of minutes: a poll finds the new build, and the step after it reloads. */
async function wait(page: Page, testbed: Testbed, steps: readonly number[]): Promise<void> {
  for (const minutes of steps) {
    await skipTime(page, testbed, minutes * minute);
    // A poll that is due while the page renders comes a second later.
    await skipTime(page, testbed, 1_000);
    await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
  }
}

test('a new build is loaded once, at the same URL', async ({ page, testbed }) => {
  const loaded = loads(page);
  await openWall(page, testbed, '?view=now&scale=1.5');
  const address = page.url();
  await wait(page, testbed, [1, 1, 1]);
  expect(loaded()).toBe(1);
  deploy(testbed);
  await wait(page, testbed, [1, 1, 1]);
  expect(loaded()).toBe(2);
  expect(page.url()).toBe(address);
  await wait(page, testbed, [3, 3, 3, 3]);
  expect(loaded()).toBe(2);
});

test('a build that changes all the time makes no loop', async ({ page, testbed }) => {
  const loaded = loads(page);
  await openWall(page, testbed);
  for (let nth = 0; nth < 10; nth += 1) {
    deploy(testbed);
    await wait(page, testbed, [3, 3]);
  }
  // After 0, 10 and 30 minutes; the next would be due after 70.
  expect(loaded()).toBeGreaterThanOrEqual(3);
  expect(loaded()).toBeLessThanOrEqual(4);
});

test('a build whose code is missing is not loaded', async ({ page, testbed }) => {
  const loaded = loads(page);
  await openWall(page, testbed);
  rmSync(join(folder, 'assets'), { recursive: true });
  deploy(testbed);
  await wait(page, testbed, [1, 1, 1]);
  expect(loaded()).toBe(1);
  await expect(page.getByText(/^Jobwatch was updated/)).toBeVisible();
});

test('a page whose build was replaced says so, and a reload helps', async ({ page, testbed }) => {
  await open(page, testbed);
  rmSync(join(folder, 'assets'), { recursive: true });
  deploy(testbed);
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'Jobwatch was updated' })).toBeVisible();
  testbed.deploy('dist/client');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { name: 'Jobwatch was updated' })).toBeHidden();
});

test('a page whose code can’t be loaded says so, and appears once it can', async ({
  page,
  testbed,
}) => {
  for (const file of readdirSync(join(folder, 'assets')))
    if (file.startsWith('SettingsPage')) rmSync(join(folder, 'assets', file));
  testbed.deploy(folder);
  await open(page, testbed);
  await page.getByRole('link', { name: 'Settings' }).click();
  const failed = page.getByRole('heading', { name: 'Part of Jobwatch could not be loaded' });
  await expect(failed).toBeVisible();
  testbed.deploy('dist/client');
  // After 10 s, or with the reload of `rescue.js` where a browser asks no second time for it.
  await expectBack(page, testbed, {
    shown: page.getByRole('region', { name: 'Vault' }),
    withinMs: 90_000,
  });
});
