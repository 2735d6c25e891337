/** A wall's options in its URL, what it says when there is nothing to show, and data that is not live. */
import type { Page } from '@playwright/test';

import {
  consoleErrors,
  expect,
  expectAccessible,
  passTime,
  type Testbed,
  test,
} from './fixtures.ts';
import { flaws } from './flaws.ts';
import { cycle, emptied, furnished, openWall, tiles } from './wall.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

test.use({ at: '2026-03-10T14:00:00Z', viewport: { width: 1920, height: 1080 } });

function heading(page: Page) {
  return page.getByRole('heading', { level: 2 });
}

function three({ vault }: Testbed) {
  vault.running({ title: 'Export Documents' });
  vault.running({ title: 'Export Test' });
  vault.running({ title: 'Vault Loader' });
}

test('the URL filters jobs by title, and the wall names the filter', async ({ page, testbed }) => {
  emptied(testbed);
  three(testbed);
  await openWall(page, testbed, 'view=now&title=export&not=test');
  await expect(tiles(page)).toHaveText([/Export Documents/]);
  await expect(page.getByText('Titles containing “export”, but not “test”')).toBeVisible();
  await openWall(page, testbed, 'view=now&title=nothing');
  await expect(page.getByText('No matching jobs running, queued or scheduled')).toBeVisible();
  await openWall(page, testbed, 'view=failures&title=nothing');
  await expect(page.getByText('No matching runs failed in the last 24 hours')).toBeVisible();
  await openWall(page, testbed, 'view=next&title=nothing');
  await expect(page.getByText('No matching jobs scheduled')).toBeVisible();
});

test('unknown names and values in the URL are ignored, and the wall names them', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  three(testbed);
  await openWall(page, testbed, 'view=sideways&seconds=-3&theme=pink&scale=x&not=&foo=1');
  const ignored = 'view, seconds, theme, scale, not, foo';
  await expect(page.getByText(`Ignored in this URL: ${ignored}`)).toBeVisible();
  await expect(heading(page)).toHaveText('Now');
  await expect(tiles(page)).toHaveCount(3);
  await expect(page.getByText(/^Screen 1 of 4$/)).toBeAttached();
  await passTime(page, testbed, 20 * second);
  await expect(heading(page)).toHaveText('Failures');
});

test('jobs scheduled much later are a sentence where there are no others', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  for (const inMs of [13 * hour, 30 * hour]) testbed.vault.scheduled({ title: 'Purge', inMs });
  await openWall(page, testbed, 'view=now&view=next');
  await expect(
    page.getByText('No jobs running, queued or scheduled in the next 12 hours · 2 scheduled later'),
  ).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(
    page.getByText('No jobs scheduled in the next 12 hours · 2 scheduled later'),
  ).toBeVisible();
});

test('a queued job has waited since its planned time, not since it was created', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  const { vault } = testbed;
  const [created, planned] = [vault.now() - 7 * hour, vault.now() - 65 * second];
  const never = { queued: Infinity, started: Infinity, ended: Infinity };
  vault.add({
    title: 'Quarterly Purge',
    createdBy: 1,
    created,
    planned,
    queueing: planned,
    ...never,
    outcome: 'SUCCESS',
  });
  await openWall(page, testbed, 'view=now');
  await expect(tiles(page)).toHaveText([/^Queueing.*1 min \d\d s/]);
});

test('before Vault answers the wall says that it is loading', async ({ page, testbed }) => {
  testbed.vault.faults.set({ kind: 'silent' }, { endpoint: 'monitors' });
  await page.goto(`${testbed.url}/wall?view=now`);
  await expect(page.getByText('Loading jobs from Vault …')).toBeVisible();
  await expect(page.getByText('All clear')).toHaveCount(0);
});

test('a wall that has never received any jobs says so, and recovers by itself', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  testbed.vault.faults.set({ kind: 'exception' }, { endpoint: 'monitors' });
  await page.goto(`${testbed.url}/wall?view=now`);
  await expect(page.getByText('No jobs received yet')).toBeVisible();
  testbed.vault.faults.clear();
  for (let gone = 0; gone < 40; gone += 4) await passTime(page, testbed, 4 * second);
  await expect(page.getByText('All clear')).toBeVisible();
});

/** Every colour in the current view, and the colours of states. */
async function colours(page: Page) {
  return page.locator('[data-liveness]').evaluate((testbed) => {
    const probe = document.createElement('i');
    document.documentElement.append(probe);
    const states = ['active', 'well', 'bad', 'bad-soft', 'otherwise', 'warning'].map((name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    const painted = [...testbed.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element);
      const edges = [style.borderLeftColor, style.borderTopColor];
      return [style.color, style.backgroundColor, style.fill, style.stroke, ...edges];
    });
    return { states, painted: [...new Set(painted)] };
  });
}

test('data that is not live is grey, says that it is past, and does not tick', async ({
  page,
  testbed,
}) => {
  emptied(testbed);
  const { vault } = testbed;
  vault.finished({ title: 'Deploy Package', status: 'TIMEOUT', agoMs: hour });
  vault.running({ title: 'Export Documents', forMs: 3 * minute });
  vault.scheduled({ title: 'Quarterly Purge', inMs: 2 * minute });
  await openWall(page, testbed, 'view=now&theme=dark');
  await page.emulateMedia({ colorScheme: 'dark' });
  const before = await colours(page);
  expect(before.painted).toEqual(expect.arrayContaining([before.states[0], before.states[2]]));

  vault.faults.set({ kind: 'dropped' });
  for (let gone = 0; gone < 28; gone += 2) await passTime(page, testbed, 2 * second);
  await expect(page.locator('[data-liveness=late]')).toBeVisible();
  await expect(tiles(page)).toHaveText([/^Timed out/, /^Running/, /^Scheduled/]);

  for (let gone = 0; gone < 400; gone += 20) await passTime(page, testbed, 20 * second);
  await expect(page.locator('[data-liveness=not-live]')).toBeVisible();
  await expect(tiles(page)).toHaveText([
    /^Was: Timed out.*Deploy Package.*14:00/,
    /^Was: Running.*since 14:57/,
    /^Was: Scheduled.*planned 15:02/,
  ]);
  await expect(page.getByText(/^Last known at 15:0\d$/)).toBeVisible();
  const { painted } = await colours(page);
  expect(painted.filter((colour) => before.states.includes(colour))).toEqual([]);
  const words = await tiles(page).allTextContents();
  for (let gone = 0; gone < 180; gone += 20) await passTime(page, testbed, 20 * second);
  expect(await tiles(page).allTextContents()).toEqual(words);
});

test.describe('a Vault of oddities', () => {
  test.use({ world: 'odd' });

  test('any title stays inside its tile, and unreadable rows are counted', async ({
    page,
    testbed,
  }) => {
    test.setTimeout(120_000);
    const errors = consoleErrors(page);
    await openWall(page, testbed, 'view=now');
    await expect(page.getByText(/^\d+ rows could not be read$/)).toBeVisible();
    expect(await cycle(page, async () => flaws(page, 28))).toEqual([]);
    await expect(page.locator('main').locator('img, script, iframe')).toHaveCount(0);
    await expect(page.getByText('All clear')).toHaveCount(0);
    expect(errors).toEqual([]);
  });
});

test('every view is accessible in both themes', async ({ page, testbed }) => {
  furnished(testbed, 60);
  for (const theme of ['dark', 'light']) {
    await openWall(
      page,
      testbed,
      `view=now&view=failures&view=next&view=throughput&theme=${theme}`,
    );
    for (const name of ['Now', 'Failures', 'Next']) {
      while ((await heading(page).textContent()) !== name) await page.keyboard.press('ArrowRight');
      // All else than colours is the same in another theme.
      await expectAccessible(page, theme === 'light' ? ['color-contrast'] : undefined);
    }
  }
});
