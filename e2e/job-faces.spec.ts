/** The job page where Vault does not give the job: it says why, and is right again by itself. */
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  passTime,
  signInAs,
  test,
} from './fixtures.ts';
import { asked, facts, heading, openJob } from './job.ts';

const minute = 60_000;

test('an ID that Vault does not know is called unknown, until Vault knows it', async ({
  page,
  testbed,
}) => {
  await openJob(page, testbed, '999999999');
  await expect(page.getByRole('main')).toContainText('The job [999999999] does not exist');
  await expect(page.getByRole('status', { name: 'Loading from Vault' })).toHaveCount(0);
  await expect(facts(page)).toBeHidden();
  // Asked for again within 10 s, it would be turned away, and the page would say that instead.
  await passTime(page, testbed, 8_000);
  await testbed.settled();
  await expect(page.getByRole('main')).toContainText('The job [999999999] does not exist');
  testbed.vault.running({ title: 'Came late', id: '999999999' });
  for (let times = 0; times < 6; times += 1) await passTime(page, testbed, 12_000);
  await expect(heading(page)).toHaveText('Came late');
  await expect(facts(page)).toContainText('Running');
  await expect(page.getByRole('main')).not.toContainText('does not exist');
});

test('an address that can’t be an ID says so, and Vault is not asked', async ({
  page,
  testbed,
}) => {
  await openJob(page, testbed, 'a%20b');
  await expect(page.getByRole('main')).toContainText('“a b” can’t be the ID of a job');
  expect(asked(testbed, 'jobStatus')).toEqual([]);
});

test.describe('a user without the right', () => {
  test.use({ who: 'nojobs' });

  test('reads which right is missing', async ({ page, testbed }) => {
    const { id } = testbed.vault.running({ title: 'For admins only' });
    await openJob(page, testbed, id);
    await expect(page.getByRole('main')).toContainText(
      /you don’t have permission.*Admin: Operations/,
    );
    await expect(page.getByText('For admins only')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Start now' })).toHaveCount(0);
  });
});

test('after signing in again over the page the job is live again', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents', endsInMs: 2 * minute });
  await openJob(page, testbed, id);
  await expect(facts(page)).toContainText('Running');
  testbed.vault.expireSessions();
  await passTime(page, testbed, 31_000);
  const dialog = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await signInAs(dialog, 'admin@vault.test');
  await expect(dialog).toHaveCount(0);
  await expect(heading(page)).toHaveText('Export Documents');
  for (let times = 0; times < 12; times += 1) await passTime(page, testbed, 10_000);
  await expect(facts(page)).toContainText('Success');
  await expect(page.getByRole('main')).not.toContainText('session has ended');
});

test('a page opened during maintenance says so, and fills by itself', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents', tasks: 8 });
  testbed.vault.faults.set({ kind: 'maintenance', minutes: 90 });
  await openJob(page, testbed, id);
  await expect(page.getByRole('main')).toContainText('Vault is down for maintenance');
  testbed.vault.faults.clear();
  for (let times = 0; times < 6; times += 1) await passTime(page, testbed, 15_000);
  await expect(heading(page)).toHaveText('Export Documents');
  await expect(facts(page)).toContainText('Running');
  await expect(page.getByRole('table', { name: 'Tasks' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('maintenance');
});

test('maintenance removes nothing from the screen', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({ title: 'Export Documents' });
  await openJob(page, testbed, id);
  await expect(facts(page)).toContainText('Running');
  testbed.vault.faults.set({ kind: 'maintenance' });
  await passTime(page, testbed, 12_000);
  await expect(page.getByRole('main')).toContainText(
    'Below is the latest information that Jobwatch has',
  );
  await expect(heading(page)).toHaveText('Export Documents');
  await expect(facts(page)).toContainText('Running');
});

test('the page fits and is readable, in light and dark', async ({ page, testbed }) => {
  test.slow(); // axe weighs every colour of every row
  const { vault } = testbed;
  const title = `Export ${'Very_long_title_without_a_break'.repeat(4)}`;
  for (let n = 1; n < 60; n += 1)
    vault.finished({ title, agoMs: n * minute, status: n % 9 === 0 ? 'TIMEOUT' : 'SUCCESS' });
  const { id } = vault.finished({ title, tasks: 240, agoMs: 1_000 });
  await page.setViewportSize({ width: 360, height: 780 });
  await openJob(page, testbed, id);
  await expect(page.getByRole('table', { name: 'Tasks' })).toBeVisible();
  for (const summary of ['Vault’s answer', 'As Jobwatch reads it'])
    await page.getByText(summary).click();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, ['color-contrast']);
  await page.setViewportSize({ width: 1366, height: 768 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, ['color-contrast']);
});
