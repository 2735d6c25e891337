/** Times are those of the device's zone; words and numbers are the same in any language. */
import type { Page } from '@playwright/test';
import papa from 'papaparse';

import { atEveryMoment } from './every-moment.ts';
import { expect, open, row, type Testbed, test } from './fixtures.ts';
import { idsShown, openHistory, saved } from './history.ts';
import { addFinishedJobs } from './random-filter.ts';
import { tiles } from './wall.ts';

const minute = 60_000;
const devices = [
  // By the clocks of New York it is summer since two days.
  { timezoneId: 'America/New_York', locale: 'en-US', offset: '-04:00', day: '10', ended: '09:55' },
  {
    timezoneId: 'Australia/Adelaide',
    locale: 'de-DE',
    offset: '+10:30',
    day: '11',
    ended: '00:25',
  },
];

for (const { timezoneId, locale, offset, day, ended } of devices) {
  test.describe(`on a device in ${timezoneId} that speaks ${locale}`, () => {
    test.use({ at: '2026-03-10T14:00:20Z', timezoneId, locale });

    test('the overview says when a job failed', async ({ page, testbed }) => {
      failed(testbed);
      await open(page, testbed);
      const failure = row(page, 'Jobs that just finished', 'Import Submission');
      await expect(failure).toContainText('5 min ago');
      await failure.hover();
      await expect(failure).toContainText(`${day} Mar 2026, ${ended}`);
    });

    test('History is filtered by its local time', async ({ page, testbed }) => {
      const { id } = failed(testbed);
      const [from, to] = [`2026-03-${day}T${ended}`, `2026-03-${day}T${ended.replace(/5$/, '6')}`];
      await openHistory(page, testbed, `?range=custom&from=${from}&to=${to}`);
      expect(await idsShown(page)).toEqual([id]);
      await expect(page.getByText(`Times in ${timezoneId}, GMT`)).toBeVisible();
    });

    test('a file gives times with the zone’s offset', async ({ page, testbed }) => {
      failed(testbed);
      await openHistory(page, testbed, '?title=import+submission');
      await page.getByRole('button', { name: /^Export .* matching$/ }).click();
      const text = (await saved(page)).bytes.toString();
      const [line] = papa.parse<Record<string, string>>(text, {
        header: true,
        delimiter: ',',
      }).data;
      expect(line?.[`Finished (${timezoneId})`]).toMatch(`2026-03-${day}T${ended}`);
      expect(line?.[`Finished (${timezoneId})`]).toMatch(new RegExp(`\\${offset}$`));
      expect(line?.['Finished UTC']).toMatch(/^2026-03-10T13:55:.*Z$/);
    });

    test('a wall says when a job failed', async ({ page, testbed }) => {
      failed(testbed);
      await page.goto(`${testbed.url}/wall?view=now`);
      await expect(tiles(page).filter({ hasText: 'Import Submission' })).toContainText(
        `${ended}, 5 min ago`,
      );
    });
  });
}

atEveryMoment(() => {
  test(
    'a link shows the same to a reader elsewhere',
    { tag: '@every-moment' },
    async ({ page, browser, testbed }) => {
      addFinishedJobs(testbed, 120);
      // The day may be minutes old in Tokyo.
      for (const agoMs of [10_000, 20_000]) testbed.vault.finished({ title: 'Newest', agoMs });
      const search =
        '?size=25&columns=title&columns=finished&columns=id&sort=title&range=today&zone=Asia%2FTokyo&page=1';
      await openHistory(page, testbed, search);
      const mine = await view(page);
      expect(mine.ids.length).toBeGreaterThan(0);
      await page.reload();
      await expect.poll(() => view(page)).toEqual(mine);

      const context = await testbed.newContext(browser, { timezoneId: 'America/New_York' });
      await testbed.signIn(context);
      const theirs = await context.newPage();
      await openHistory(theirs, testbed, search);
      await expect.poll(() => view(theirs)).toEqual(mine);
      expect(mine.zone).toContain('Asia/Tokyo');
      await context.close();
    },
  );
});

function failed({ vault }: Testbed) {
  return vault.finished({
    title: 'Import Submission',
    status: 'ERRORS_ENCOUNTERED',
    agoMs: 5 * minute,
  });
}

async function view(page: Page) {
  return {
    headers: await page.getByRole('columnheader').allInnerTexts(),
    sorted: await page.locator('[aria-sort]').allInnerTexts(),
    zone: await page.getByText(/^Times in .*, GMT/).innerText(),
    ids: await idsShown(page),
  };
}
