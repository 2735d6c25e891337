/** What is said of a row or a list is what Vault said of it: no date is guessed, no warning kept back. */
import { expect, notice, open, passTime, row, test } from './fixtures.ts';
import { coverage, expectComplete, idsShown, openHistory, saved } from './history.ts';
import { facts, openJob } from './job.ts';

const hour = 3_600_000;
const table = 'Finished jobs';
const message = 'Node west-7 did not answer; jobs of it are missing';
const said = `Vault warns: ${message}. What is shown may be incomplete.`;

test('a warning is said on every page, and nothing is complete meanwhile', async ({
  page,
  testbed,
}) => {
  const { vault, url } = testbed;
  for (let n = 1; n <= 240; n += 1) vault.finished({ title: 'Export', agoMs: n * hour });
  vault.running({ title: 'Long report' });
  const { id } = vault.finished({ title: 'Watched', agoMs: 2 * hour });
  vault.faults.set({ kind: 'warning', messages: [message], lacks: 1 });

  await open(page, testbed, '/history');
  await expect(notice(page, said)).toBeVisible();
  await expect(coverage(page)).toContainText(`Vault warns: ${message}. Jobs may be missing.`);
  await expect(coverage(page)).toContainText(/ask Vault again/, { timeout: 20_000 });
  await expect(coverage(page)).not.toContainText('Complete');
  for (const path of ['/', `/jobs/${id}`, '/?show=queued']) {
    await page.goto(url + path);
    await expect(notice(page, said)).toBeVisible();
  }
  await expect(page.getByText('Nothing is listed, but Vault warns')).toBeVisible();
  await expect(page.getByRole('link', { name: /^0\+.*Queued/s })).toBeVisible();
  await page.goto(`${url}/wall`);
  await expect(page.getByText(`Vault warns: ${message}.`)).toBeVisible();
  await expect(page.getByText('All clear')).toHaveCount(0);

  vault.faults.clear();
  await page.goto(`${url}/history`);
  await passTime(page, testbed, 70_000);
  await expectComplete(page, testbed);
  await expect(page.getByText('Vault warns')).toHaveCount(0);
});

test('what never ran has a dash and its plan on screen, and the same in a file', async ({
  page,
  testbed,
}) => {
  const { vault } = testbed;
  vault.switches.neverRan = 'plan-only';
  vault.finished({ title: 'Completed', agoMs: hour });
  const { id } = vault.finished({ title: 'Missed', status: 'MISSED_SCHEDULE', agoMs: hour });
  await openHistory(page, testbed, '?title=Missed');
  const missed = row(page, table, 'Missed');
  await expect(missed).toContainText(/– planned 1\d:\d\d/);
  await expect(missed.getByRole('cell').nth(6)).toHaveText('–');
  await page.getByRole('button', { name: /^Export / }).click();
  const { bytes } = await saved(page, 'JSON');
  const { rows }: { rows: Record<string, unknown>[] } = JSON.parse(bytes.toString());
  const inFile = rows.find(({ title }) => title === 'Missed');
  expect(inFile).toMatchObject({ run_start: null, run_end: null });

  await page.goto(`${testbed.url}/history?range=last-24h&not=nothing`);
  await expect(row(page, table, 'Completed')).toBeVisible();
  await expect(row(page, table, 'Missed')).toHaveCount(0);

  await openJob(page, testbed, id);
  await expect(facts(page)).toContainText('Started– never ran');
  await expect(facts(page)).toContainText('Planned10 Mar 2026');
  await expect(facts(page)).not.toContainText('Finished10 Mar');

  await page.goto(testbed.url);
  await expect(page.getByRole('link', { name: '1 failed run in 24 h' })).toBeVisible();
  await expect(page.getByText(/^1 failure in 24 h, didn’t start, planned .* ago$/)).toBeVisible();
});

test('a job that stands twice on a page is one row, and so is it after Next', async ({
  page,
  testbed,
}) => {
  const { vault } = testbed;
  // Its archive is held back: the pages are Vault's.
  vault.faults.set({ kind: 'warning', messages: [message] });
  for (let n = 1; n <= 60; n += 1) vault.finished({ title: 'Export', agoMs: n * hour });
  const [first] = vault.histories();
  vault.finished({
    title: 'Export',
    agoMs: hour / 2,
    overrides: { job_id: Number(first?.id) },
  });
  await open(page, testbed, '/history?size=25');
  await expect(page.getByText(/^1–24 of/)).toBeVisible();
  const shown = await idsShown(page);
  expect(new Set(shown).size).toBe(24);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByText('page 2', { exact: true })).toBeVisible();
  const next = await idsShown(page);
  expect(next).toHaveLength(25);
  expect(next.filter((id) => shown.includes(id))).toEqual([]);
});

test('a reading that has to wait says for what and until when, and guesses no time left', async ({
  page,
  testbed,
}) => {
  testbed.vault.burst.limit = 16;
  for (let n = 1; n <= 900; n += 1) testbed.vault.finished({ title: 'Export', agoMs: n * hour });
  await open(page, testbed, '/history');
  await expect(coverage(page)).toContainText(/Continues at \d\d:\d\d.*API calls/);
  await expect(coverage(page)).not.toContainText(/about .* left/);
});
