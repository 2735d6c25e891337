/** Times are those of the device's zone; words and numbers are the same in any language. */
import papa from 'papaparse';

import { expect, open, row, type Testbed, test } from './fixtures.ts';
import { idsShown, openHistory, saved } from './history.ts';
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

function failed({ vault }: Testbed) {
  return vault.finished({
    title: 'Import Submission',
    status: 'ERRORS_ENCOUNTERED',
    agoMs: 5 * minute,
  });
}
