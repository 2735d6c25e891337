/** The tasks of a job: all of them, added up, failed ones first; quiet where there are none. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, passTime, test } from './fixtures.ts';
import { asked, facts, openJob } from './job.ts';

const second = 1_000;

const panel = (page: Page) => page.getByRole('region', { name: 'Tasks' });
const turns = (page: Page) => page.getByRole('navigation', { name: 'Pages of tasks' });

/** Names and states of the tasks on screen. */
async function tasksOf(page: Page): Promise<string[][]> {
  const rows = page.getByRole('table', { name: 'Tasks' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
  );
}

/** How many tasks each state has, as its button tells. */
async function sums(page: Page): Promise<number[]> {
  const texts = await panel(page).getByRole('link').locator('strong').allTextContents();
  return texts.map((text) => Number(text.replace(',', '')));
}

const large = { title: 'Deploy Package', tasks: 5_000, status: 'ERRORS_ENCOUNTERED' } as const;

test(
  '5,000 tasks are read once in 25 calls, and their counts add up to Vault’s total',
  fault('5,000 tasks'),
  async ({ page, testbed }) => {
    const { id } = testbed.vault.finished(large);
    await openJob(page, testbed, id);
    await expectSeen(panel(page).getByText(/5,000 of 5,000 tasks/));
    const [failed = 0, well = 0, ...more] = await sums(page);
    expect(failed).toBeGreaterThan(0);
    expect([failed + well, more]).toEqual([5_000, []]);
    const paths = asked(testbed, 'jobTasks').map(({ path }) => path);
    expect(paths.length).toBe(25);
    expect(paths.every((path) => path.includes('limit=200'))).toBe(true);
    expect(new Set(paths).size).toBe(25);
  },
);

test('pages of tasks need no call, show failed ones first, and end with the last task', async ({
  page,
  testbed,
}) => {
  const { id } = testbed.vault.finished(large);
  await openJob(page, testbed, id);
  const first = await tasksOf(page);
  expect(first.length).toBe(50);
  expect(new Set(first.map(([, state]) => state))).toEqual(new Set(['Errors encountered']));
  await turns(page).getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/\?page=2$/);
  await expect(turns(page)).toContainText('Page 2 of 100');
  const next = await tasksOf(page);
  expect(next.filter(([name]) => first.some(([known]) => known === name))).toEqual([]);
  await page.goBack();
  await expect(turns(page)).toContainText('Page 1 of 100');
  expect(await tasksOf(page)).toEqual(first);
  expect(asked(testbed, 'jobTasks').length).toBe(25);
});

test('Task2 comes before Task10, and failed ones before both', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ title: 'Deploy Package', tasks: 12, status: 'TIMEOUT' });
  await openJob(page, testbed, id);
  const tasks = await tasksOf(page);
  const failed = tasks.filter(([, state]) => state === 'Errors encountered');
  expect(failed.length).toBeGreaterThan(0);
  expect(tasks.slice(0, failed.length)).toEqual(failed);
  for (const part of [failed, tasks.slice(failed.length)]) {
    const numbers = part.map(([name]) => Number(name?.replace('Task', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('a state in the address shows only its tasks, and can be removed', async ({
  page,
  testbed,
}) => {
  const { id } = testbed.vault.finished({ ...large, tasks: 300 });
  await openJob(page, testbed, `${id}?page=2`);
  await expect(panel(page).getByRole('link', { name: 'Errors encountered' })).toBeVisible();
  const [failed = 0] = await sums(page);
  await panel(page).getByRole('link', { name: 'Errors encountered' }).click();
  await expect(page).toHaveURL(/\?state=ERRORS_ENCOUNTERED$/);
  expect((await tasksOf(page)).length).toBe(Math.min(failed, 50));
  await page.reload();
  expect((await tasksOf(page)).length).toBe(Math.min(failed, 50));
  await panel(page).getByRole('link', { name: 'Errors encountered' }).click();
  await expect(turns(page)).toContainText('Page 1 of 6');
});

test('a page beyond the end says so, and links to the last one', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ ...large, tasks: 120 });
  await openJob(page, testbed, `${id}?page=99`);
  await expect(turns(page)).toContainText('Page 99 of 3: beyond the last page');
  await turns(page).getByRole('link', { name: 'Previous' }).click();
  await expect(page).toHaveURL(/\?page=3$/);
  expect((await tasksOf(page)).length).toBe(20);
});

test('a state without tasks says so, and links to all', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ ...large, tasks: 20 });
  await openJob(page, testbed, `${id}?state=QUEUED&page=3`);
  await expect(panel(page)).toContainText('No task is in the state Queued.');
  await panel(page).getByRole('link', { name: 'Show all tasks' }).click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`));
  expect((await tasksOf(page)).length).toBe(20);
});

test('tasks are refreshed while the job runs, and not after its end', async ({ page, testbed }) => {
  const { id } = testbed.vault.running({
    title: 'Deploy Package',
    tasks: 8,
    endsInMs: 60 * second,
  });
  await openJob(page, testbed, id);
  await expect(panel(page).getByRole('link', { name: 'Running 4' })).toBeVisible();
  for (let times = 0; times < 12; times += 1) await passTime(page, testbed, 7_500);
  await expect(facts(page)).toContainText('Success');
  await expect(panel(page).getByRole('link', { name: 'Success 8' })).toBeVisible();
  const before = asked(testbed, 'jobTasks').length;
  expect(before).toBeGreaterThan(2);
  for (let times = 0; times < 8; times += 1) await passTime(page, testbed, 15_000);
  expect(asked(testbed, 'jobTasks').length).toBe(before);
});

for (const nonSdkTasks of ['empty', 'failure'] as const) {
  test(`a job without tasks raises no alarm if Vault’s answer is ${nonSdkTasks}`, async ({
    page,
    testbed,
  }) => {
    testbed.vault.switches.nonSdkTasks = nonSdkTasks;
    const { id } = testbed.vault.finished({ title: 'Nightly index' });
    await openJob(page, testbed, id);
    await expect(panel(page)).toContainText('No tasks listed.');
    await expect(panel(page).getByRole('status')).toHaveCount(0);
    for (let times = 0; times < 6; times += 1) await passTime(page, testbed, 15_000);
    await expect(panel(page)).toContainText('No tasks listed.');
    await expect(page.getByRole('banner')).toContainText('Live');
    expect(asked(testbed, 'jobTasks').length).toBe(1);
  });
}
