/** Each number of the overview is that of the rows that it leads to, in every world. */
import type { Locator } from '@playwright/test';

import { sets } from '#insight/overview.ts';

import { expect, open, passTime, test } from './fixtures.ts';
import { expectComplete } from './history.ts';
import { expectEachOpensItsRows, fiveOf } from './insights.ts';
import { tile, waitingInQueue } from './overview.ts';

const second = 1_000;
const minute = 60 * second;

/** What a text counts, in all; how many of them were seen is a part of it. */
async function countIn(words: Locator): Promise<number> {
  const text = ((await words.textContent()) ?? '').replace(/ in 24 h|[(·].*/g, '');
  const numbers = text.match(/\d[\d,]*/g) ?? [];
  return numbers.reduce((sum, digits) => sum + Number(digits.replaceAll(',', '')), 0);
}

/** How many rows the tables have; of a long one only some are on the page. */
async function rowCount(tables: Locator): Promise<number> {
  const counts = await tables.evaluateAll((all) =>
    all.map((table) => Number(table.ariaRowCount ?? table.querySelectorAll('tr').length) - 1),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function expectRows(words: Locator, tables: Locator): Promise<void> {
  const difference = async () => (await countIn(words)) - (await rowCount(tables));
  await expect.poll(difference, `rows of ${await words.textContent()}`).toBe(0);
}

for (const world of ['quiet', 'busy', 'odd', 'huge', 'failing'] as const) {
  test.describe(`the world ${world}`, () => {
    test.use({ world });

    test('each count leads to exactly as many rows', async ({ page, testbed }) => {
      const { vault } = testbed;
      vault.running({ title: 'Paused?', overrides: { status: 'ON_HOLD' } });
      vault.finished({ title: 'Recovered', status: 'TIMEOUT', agoMs: 20 * minute });
      vault.finished({ title: 'Recovered', agoMs: 10 * minute });
      await open(page, testbed);
      waitingInQueue(testbed, 'Export Submission', 20 * minute);
      await passTime(page, testbed, 12 * second);
      for (const name of ['Needs attention', 'Running and queued']) {
        const panel = page.getByRole('region', { name });
        const all = panel.getByRole('button', { name: 'Show all' });
        if (await all.isVisible()) await all.click();
        await expectRows(panel.locator('header'), panel.getByRole('table'));
      }

      // A long list says how many of how many it shows: its rows, and the count above.
      const scheduled = page.getByRole('region', { name: 'Scheduled' });
      const words = (await scheduled.locator('header div').textContent()) ?? '';
      const [shown = 0, whole = shown] = (words.match(/\d[\d,]*/g) ?? []).map((digits) =>
        Number(digits.replaceAll(',', '')),
      );
      const rows = scheduled.getByRole('table');
      expect(shown, words).toBe((await rows.count()) === 0 ? 0 : await rowCount(rows));
      expect(whole, words).toBe(await countIn(tile(page, 'Scheduled')));

      const counts = page.getByRole('navigation', { name: 'Counts' }).getByRole('link');
      const filled = new Set<string | null>();
      for (const [nth] of (await counts.all()).entries()) {
        const count = counts.nth(nth);
        await count.click();
        await expect(count).toHaveAttribute('aria-current', 'true');
        await expectRows(count, page.getByRole('table'));
        if ((await countIn(count)) > 0) filled.add(new URL(page.url()).searchParams.get('show'));
      }
      if (world === 'failing')
        expect(filled, 'lists with rows').toEqual(new Set([...sets, 'failing', 'recovered']));

      // The others' histories are never complete, or take minutes to read.
      if (world === 'odd' || world === 'huge') return;
      await page.getByRole('link', { name: 'History', exact: true }).click();
      await expectComplete(page, testbed);
      await page.getByRole('link', { name: 'Overview', exact: true }).click();
      const hours = page.getByRole('group', { name: 'The last 24 hours and the next 6' });
      await expectEachOpensItsRows(page, await fiveOf(hours.locator('a[data-count]')));
    });
  });
}
