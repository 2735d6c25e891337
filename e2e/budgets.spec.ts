/**
 * What pages may cost, as far as that depends on no machine. Bytes are in `transfer.spec.ts` and
 * `.size-limit.js`, and times in the benchmark.
 */
import type { Page } from '@playwright/test';

import { expect, monitorCalls, open, row, skipTime, type Testbed, test } from './fixtures.ts';
import { emptied } from './wall.ts';

const second = 1_000;
const minute = 60 * second;

/** The most scripts that come with a page, besides rescue.js, and API requests until it is shown. */
const firstLoads = [
  { path: '/', scripts: 4, requests: 8 },
  { path: '/history', scripts: 7, requests: 10 },
  { path: '/wall', scripts: 6, requests: 9 },
];

for (const { path, scripts, requests } of firstLoads) {
  test(`${path} is loaded with one style sheet, ${scripts} scripts and ${requests} API requests`, async ({
    page,
    testbed,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.includes('/api/')) asked.push(pathname + search);
    });
    const response = await page.goto(testbed.url + path);
    const html = (await response?.text()) ?? '';
    const names = `${html}${response?.headers()['link']}`;
    await testbed.settled();

    expect(new Set(names.match(/assets\/[^"/]+\.js/g)).size).toBeLessThanOrEqual(scripts);
    expect(html.match(/assets\/[^"/]+\.css/g)).toHaveLength(1);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(new Set(asked).size, asked.join(' ')).toBeLessThanOrEqual(requests);
  });
}

test.describe('a Vault with jobs of each kind', () => {
  test.beforeEach(({ testbed }) => {
    emptied(testbed);
    const { vault } = testbed;
    for (let nth = 0; nth < 10; nth += 1) {
      vault.running({ title: `Running ${nth}`, forMs: nth * minute });
      vault.scheduled({ title: `Scheduled ${nth}`, inMs: (nth + 10) * minute });
      vault.finished({ title: `Finished ${nth}`, status: 'SUCCESS', agoMs: (nth + 1) * minute });
    }
  });

  test('a poll that brings the same jobs changes no row', async ({ page, testbed }) => {
    await open(page, testbed);
    await watchRows(page, testbed, 'Running 9');
    const before = monitorCalls(testbed);
    await skipTime(page, testbed, 30 * second);
    await expect.poll(() => monitorCalls(testbed)).toBeGreaterThan(before);
    await testbed.settled();
    expect(await changedRows(page)).toEqual([]);
  });

  test('a poll that brings one job changed changes only its row', async ({ page, testbed }) => {
    const { vault } = testbed;
    const job = vault.queued({ title: 'About to start' });
    await open(page, testbed);
    await watchRows(page, testbed, 'About to start');
    vault.remove(job.id);
    vault.add({ ...job, started: vault.now() });
    await skipTime(page, testbed, 30 * second);
    await expect(row(page, 'Running and queued jobs', 'About to start')).toContainText('Running');
    expect(await changedRows(page)).toEqual(['About to start']);
  });

  test('a row of the overview has few elements', async ({ page, testbed }) => {
    await open(page, testbed);
    for (const [table, title, most] of [
      ['Running and queued jobs', 'Running 9', 23],
      ['Scheduled jobs', 'Scheduled 9', 11],
      ['Jobs that just finished', 'Finished 9', 16],
    ] as const) {
      const one = row(page, table, title);
      await expect(one).toBeVisible();
      expect(await one.locator('*').count(), title).toBeLessThanOrEqual(most);
    }
  });
});

/** From now on, once nothing is left to load. */
async function watchRows(page: Page, testbed: Testbed, title: string): Promise<void> {
  await expect(row(page, 'Running and queued jobs', title)).toBeVisible();
  await testbed.settled();
  await page.evaluate(() => {
    const changed = new Set<string>();
    // Texts that count seconds are no change.
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : undefined;
        const title = element?.closest('tr')?.querySelector('a')?.textContent;
        if (element?.matches('tbody, tbody *') === true) changed.add(title ?? 'rows of a table');
      }
      document.body.dataset['changed'] = JSON.stringify([...changed]);
    }).observe(document.querySelector('main') ?? document, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  });
}

async function changedRows(page: Page): Promise<unknown> {
  const written = await page.locator('body').getAttribute('data-changed');
  return JSON.parse(written ?? '[]');
}
