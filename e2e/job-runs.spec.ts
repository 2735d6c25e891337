/** What a job leaves and had before: past runs of its title, links, and Vault's answer itself. */
import type { Page } from '@playwright/test';

import { atEveryMoment } from './every-moment.ts';
import { expect, test } from './fixtures.ts';
import { asked, heading, openJob } from './job.ts';

const minute = 60_000;

const past = (page: Page) => page.getByRole('region', { name: 'Past runs' });
const links = (page: Page) => page.getByRole('region', { name: 'Links from Vault' });

atEveryMoment(() => {
  test(
    'the last 50 runs are bars, each a link by name, this one marked',
    { tag: '@every-moment' },
    async ({ page, testbed }) => {
      for (let n = 1; n <= 60; n += 1)
        testbed.vault.finished({
          title: 'Purge',
          agoMs: n * minute,
          status: n % 9 ? 'SUCCESS' : 'TIMEOUT',
        });
      const [, third] = testbed.vault.histories();
      await openJob(page, testbed, third?.id ?? 'none');
      const bars = past(page).getByRole('listitem').getByRole('link');
      await expect(bars).toHaveCount(50);
      await expect(
        past(page).getByRole('link', {
          name: /^(Success|Timed out), ran 1 min 00 s, finished \d+ \w{3,4} 20\d\d, \d\d:\d\d/,
        }),
      ).toHaveCount(50);
      await expect(past(page)).toContainText('Last 50 runs: 5 of 50 failed (10%)');
      const marked = bars.and(page.locator('[aria-current=page]'));
      await expect(marked).toHaveAttribute('href', new RegExp(`/jobs/${third?.id}$`));
      await bars.first().click();
      await expect(page).not.toHaveURL(new RegExp(`/jobs/${third?.id}$`));
      await expect(heading(page)).toHaveText('Purge');
    },
  );
});

test('the table has the same runs, newest first, this one marked', async ({ page, testbed }) => {
  const jobs = [1, 2, 3, 4].map((n) =>
    testbed.vault.finished({ title: 'Purge', agoMs: n * minute }),
  );
  await openJob(page, testbed, jobs[2]?.id ?? 'none');
  const bars = past(page).getByRole('listitem').getByRole('link');
  await expect(bars).toHaveCount(4);
  const drawn = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('href')));
  await past(page).getByRole('button', { name: 'Show as table' }).click();
  const rows = past(page).getByRole('table', { name: 'Past runs' }).getByRole('link');
  const listed = await rows.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(listed).toEqual(drawn.toReversed());
  expect(listed).toEqual(jobs.map(({ id }) => `/jobs/${id}`));
  const marked = rows.and(page.locator('[aria-current=page]'));
  await expect(marked).toHaveAttribute('href', `/jobs/${jobs[2]?.id}`);
});

test('links say what they are, and a file is offered with its size', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ title: 'Vault Export', fileBytes: 6_400 });
  await openJob(page, testbed, id);
  const items = links(page).getByRole('listitem');
  await expect(items).toHaveCount(3);
  await expect(items.nth(0)).toContainText('self this job’s status');
  await expect(items.nth(0).getByRole('button')).toHaveCount(0);
  await expect(items.nth(2)).toContainText('content a file that the job created');
  await items.nth(2).getByRole('button', { name: 'Check type and size' }).click();
  const offered = items.nth(2).getByRole('link', { name: `Download export-${id}.csv` });
  await expect(offered).toContainText('6,400 bytes');
  const download = page.waitForEvent('download');
  await offered.click();
  expect((await download).suggestedFilename()).toBe(`export-${id}.csv`);
});

test('a link that must not be followed is shown, but not as a link', async ({ page, testbed }) => {
  const api = '/api/v25.2';
  const foreign = [
    { rel: 'elsewhere', href: 'https://vault.example/api/v25.2/x', method: 'GET' },
    { rel: 'act', href: `${api}/services/jobs/start_now/7`, method: 'GET' },
    { rel: 'write', href: `${api}/services/file_staging/items`, method: 'POST' },
    { rel: 'up', href: `${api}/../../x`, method: 'GET' },
  ].map((link) => ({ ...link, accept: 'application/json' }));
  const { id } = testbed.vault.finished({ title: 'Odd links', links: foreign });
  await openJob(page, testbed, id);
  await expect(links(page).getByRole('listitem')).toHaveCount(4);
  for (const { href } of foreign) await expect(links(page)).toContainText(href);
  await expect(links(page).getByText('Can’t be fetched here')).toHaveCount(4);
  await expect(links(page).getByRole('button')).toHaveCount(0);
  await expect(links(page).getByRole('link')).toHaveCount(0);
});

test('Vault’s own answer is copied exactly', async ({ page, testbed, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: testbed.url });
  const { id } = testbed.vault.finished({ title: 'Purge', id: '90071992547409931234' });
  await openJob(page, testbed, id);
  await page.getByText('Vault’s answer').click();
  await page.getByRole('button', { name: 'Copy: Vault’s answer' }).click();
  await expect(page.getByRole('button', { name: 'Copy: Vault’s answer' })).toHaveText('Copied');
  const copied = await page.evaluate(async () => navigator.clipboard.readText());
  expect(copied).toContain('"id":90071992547409931234');
  expect(JSON.parse(copied)).toMatchObject({ responseStatus: 'SUCCESS' });
  expect(asked(testbed, 'jobStatus').length).toBe(1);
});
