/** A wall that fails, or has run for long, recovers by itself, and never in a loop. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect, skipTime, type Testbed, test } from './fixtures.ts';

const second = 1_000;
const minute = 60 * second;

test.use({
  at: '2026-03-10T14:00:00Z', // 15:00 in Berlin, where the screen hangs
  environment: { SESSION_SECRET: 'kept over a deployment, as it should be' },
});

async function expectLive(page: Page): Promise<void> {
  await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
}

function loads(page: Page): () => number {
  let loaded = 0;
  page.on('load', () => {
    loaded += 1;
  });
  return () => loaded;
}

async function wait(page: Page, testbed: Testbed, minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes; gone += 1) await skipTime(page, testbed, minute);
}

test('a page whose code failed to load reloads once the server has it', async ({
  page,
  testbed,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-'));
  cpSync('dist/client', folder, { recursive: true });
  rmSync(join(folder, 'assets'), { recursive: true });
  testbed.deploy(folder);
  test.slow();
  const loaded = loads(page);
  await page.goto(`${testbed.url}/wall`);
  await expect(page.locator('#app')).toBeEmpty();
  await wait(page, testbed, 9);
  // After 1, 2 and 4 minutes; the next is due after 8.
  expect(loaded()).toBeGreaterThanOrEqual(3);
  expect(loaded()).toBeLessThanOrEqual(5);
  testbed.deploy('dist/client');
  await wait(page, testbed, 9);
  await expectLive(page);
  rmSync(folder, { recursive: true });
});

test('a wall that can’t be drawn says so, and reloads', async ({ page, testbed }) => {
  const loaded = loads(page);
  await page.goto(`${testbed.url}/wall?view=now`);
  await expectLive(page);
  await page.evaluate(() => {
    Intl.DateTimeFormat.prototype.formatToParts = () => {
      throw new Error('Broken.');
    };
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      get: () => {
        throw new Error('Broken.');
      },
    });
  });
  await skipTime(page, testbed, minute + second);
  await expect(page.getByText('This display will keep trying')).toBeVisible();
  // `rescue.js` reloads at its fourth look at a failed page, and each leap is one look; whether the
  // leap in which the page failed was one depends on which timer came first.
  await wait(page, testbed, 5);
  await expect.poll(loaded).toBe(2);
  await expectLive(page);
  expect(loaded()).toBe(2);
  expect(page.url()).toBe(`${testbed.url}/wall?view=now`);
});

test('a wall reloads once a day at the time in its URL', async ({ page, testbed }) => {
  const loaded = loads(page);
  await page.goto(`${testbed.url}/wall?reload=17:30`);
  await expectLive(page);
  for (let gone = 0; gone < 7; gone += 1) await skipTime(page, testbed, 20 * minute);
  expect(loaded()).toBe(1);
  for (let gone = 0; gone < 7; gone += 1) await skipTime(page, testbed, 4 * minute);
  await expect.poll(loaded).toBe(2);
  await wait(page, testbed, 10);
  expect(loaded()).toBe(2);
});

test('a wall that uses too much memory reloads once in half an hour', async ({ page, testbed }) => {
  test.slow();
  await page.addInitScript(() => {
    Object.defineProperty(performance, 'memory', { value: { usedJSHeapSize: 500_000_000 } });
  });
  const loaded = loads(page);
  await page.goto(`${testbed.url}/wall`);
  await expect(page.getByText('as it uses too much memory')).toBeVisible();
  await wait(page, testbed, 20);
  expect(loaded()).toBe(2);
  await wait(page, testbed, 14);
  expect(loaded()).toBe(3);
});
