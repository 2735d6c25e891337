/** A device whose time zone the browser does not know, which Chromium then calls `Etc/Unknown`. */
import { launchOptions } from './chromium.ts';
import { consoleErrors, expect, open, test } from './fixtures.ts';

test.use({
  launchOptions: {
    ...launchOptions,
    env: { ...process.env, ...launchOptions.env, TZ: ':/etc/localtime' },
  },
  // Not just `undefined`, which means that of the configuration.
  // oxlint-disable-next-line no-empty-pattern -- Playwright insists on a pattern
  timezoneId: async ({}, provide) => provide(undefined),
});

const notice = 'This device does not say its time zone: all times are in UTC.';

// One test, as each process that runs some of these starts a browser for them.
test('on a device without a zone, every page and a wall are in UTC and say so', async ({
  page,
  testbed,
}) => {
  const errors = consoleErrors(page);
  await page.goto(`${testbed.url}/wall`);
  await expect(page.getByText(notice)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Freshness' })).toContainText('UTC');
  const { id } = testbed.vault.scheduled({ title: 'Export' });
  for (const path of ['/', '/history', `/jobs/${id}`, '/settings']) {
    await open(page, testbed, path);
    await expect(page.getByText(notice)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Times in UTC' })).toBeVisible();
  }
  await expect(page.getByLabel('Show times in')).toHaveValue('browser');
  await page.getByLabel('Show times in').selectOption('Asia/Kolkata');
  await expect(page.getByText(notice)).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Show times in')).toHaveValue('Asia/Kolkata');
  expect(errors).toEqual([]);
});
