/** Clocks that are wrong or stand still: what is shown is still so, and still as old as it says. */
import { fault } from './faults/observed.ts';
import { expectBack, expectSeen } from './faults/viewer.ts';
import { expect, notice, open, row, skipTime, test } from './fixtures.ts';

const running = 'Running and queued jobs';
const minute = 60_000;

test(
  'a wrong Vault clock is announced, and elapsed times follow Vault’s',
  fault('Vault’s clock is 3 h ahead'),
  async ({ page, testbed }) => {
    testbed.vault.faults.set({ kind: 'date-skew', ms: 3 * 3_600_000 });
    testbed.vault.running({ title: 'Nightly index', forMs: 70_000 });
    await open(page, testbed);

    await expectSeen(notice(page, /Vault’s clock is (2|3) h ahead of this device’s/));
    await expect(row(page, running, 'Nightly index')).toContainText(/1 min \d\d s/);
  },
);

test(
  'a running job that starts in the future raises a warning',
  fault('a running job that starts in the future'),
  async ({ page, testbed }) => {
    const start = new Date(testbed.vault.now() + 2 * 3_600_000).toISOString();
    testbed.vault.running({ title: 'From tomorrow', overrides: { run_start_date: start } });
    await open(page, testbed);

    await expect(row(page, running, 'From tomorrow')).toContainText('starts in the future');
    await expectSeen(notice(page, /1 running job starts in the future/));
  },
);

test(
  'a server whose clock is put back asks Vault as before',
  fault('the server’s clock is put back 5 min'),
  async ({ page, testbed }) => {
    const { id } = testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    testbed.putServerClockBack(5 * minute);
    testbed.vault.finish(id, 'ERRORS_ENCOUNTERED');
    const failed = row(page, 'Titles that need attention', 'Nightly index');
    await expectBack(page, testbed, { shown: failed, withinMs: 20_000 });
    await expectSeen(failed);
    await expect(row(page, running, 'Nightly index')).toHaveCount(0);
  },
);

test(
  'a browser whose clock is put back asks as before, and says so',
  fault('the browser’s clock is put back 5 min'),
  async ({ page, testbed }) => {
    const { id } = testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    await page.clock.setSystemTime(testbed.vault.now() - 5 * minute);
    testbed.vault.finish(id, 'ERRORS_ENCOUNTERED');
    const failed = row(page, 'Titles that need attention', 'Nightly index');
    await expectBack(page, testbed, { shown: failed });
    await expectSeen(notice(page, /Vault’s clock is (4|5) min ahead of this device’s/));
    await expect(row(page, running, 'Nightly index')).toHaveCount(0);
  },
);

test(
  'a machine that slept shows what came meanwhile',
  fault('sleep for 15 min, and wake'),
  async ({ page, testbed }) => {
    const { id } = testbed.vault.running({ title: 'Nightly index' });
    await open(page, testbed);
    await expect(row(page, running, 'Nightly index')).toBeVisible();
    testbed.vault.finish(id, 'ERRORS_ENCOUNTERED');
    const failed = row(page, 'Titles that need attention', 'Nightly index');
    await skipTime(page, testbed, 15 * minute);
    await expectBack(page, testbed, { shown: failed, withinMs: 10_000 });
    await expectSeen(page.getByText(/^Live, \d+ s old$/));
  },
);
