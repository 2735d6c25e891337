/** Several people look at one job: Vault allows one status request in 10 s, and each sees only their own. */
import type { Browser, Page } from '@playwright/test';

import { expect, passTime, type Testbed, test } from './fixtures.ts';
import { asked, facts, heading, openJob } from './job.ts';

const second = 1_000;

/** Asks for the job as somebody else, in a browser of their own. */
async function askAs(browser: Browser, testbed: Testbed, { user, id }: Asking) {
  const { url, vaultHost } = testbed;
  const context = await testbed.newContext(browser);
  const headers = { Origin: url, 'Sec-Fetch-Site': 'same-origin' };
  const data = { vault: vaultHost, userName: `${user}@vault.test`, password: 'simulated' };
  await context.request.post(`${url}/api/session`, { headers, data });
  const answer = await context.request.get(`${url}/api/vault/services/jobs/${id}`);
  await context.close();
  return answer.status();
}

type Asking = { user: string; id: string };

const notice = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: 'Vault allows one status request per job every 10 seconds' });

async function expectNoAlarm(page: Page) {
  await expect(page.getByText('limit on API calls')).toHaveCount(0);
  await expect(page.getByText('API_LIMIT_EXCEEDED')).toHaveCount(0);
}

test('a job that others have just asked for is asked for again, and the page fills by itself', async ({
  page,
  testbed,
  browser,
}) => {
  const { id } = testbed.vault.finished({ title: 'Unlisted', overrides: null });
  expect(await askAs(browser, testbed, { user: 'reader', id })).toBe(200);
  await openJob(page, testbed, id);
  await expect(notice(page)).toContainText('will ask again in a few seconds');
  await expect(heading(page)).toHaveText(`Job ${id}`);
  await expect(page.getByRole('status', { name: 'Loading from Vault' })).toBeVisible();
  await expectNoAlarm(page);
  expect(asked(testbed, 'jobStatus')).toHaveLength(1);

  await passTime(page, testbed, 11 * second);
  await expect(facts(page)).toContainText('Success');
  await expect(notice(page)).toHaveCount(0);
  await expectNoAlarm(page);
  expect(asked(testbed, 'jobStatus')).toHaveLength(2);
});

test('meanwhile the page shows what Vault’s lists say of the job', async ({
  page,
  testbed,
  browser,
}) => {
  const { id } = testbed.vault.running({ title: 'Export Documents' });
  expect(await askAs(browser, testbed, { user: 'reader', id })).toBe(200);
  await openJob(page, testbed, id);
  await expect(heading(page)).toHaveText('Export Documents');
  await expect(facts(page)).toContainText('Running');
  await expect(notice(page)).toContainText('Below is the latest information that Jobwatch has');
  await expectNoAlarm(page);
});
