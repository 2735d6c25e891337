/** Many who look at one job: Vault allows one look in 10 s, so that they take turns. */
import type { Browser, Page } from '@playwright/test';

import { expect, pass, type Stage, test } from './fixtures.ts';
import { asked, facts, heading, openJob } from './job.ts';

const second = 1_000;
const others = ['reader', 'maria.keller', 'james.okafor', 'yuki.tanaka'];

/** Asks for the job as somebody else, in a browser of their own. */
async function look(browser: Browser, stage: Stage, { who, id }: Looking) {
  const { url, vaultHost } = stage;
  const context = await stage.newContext(browser);
  const headers = { Origin: url, 'Sec-Fetch-Site': 'same-origin' };
  const data = { vault: vaultHost, userName: `${who}@vault.test`, password: 'simulated' };
  await context.request.post(`${url}/api/session`, { headers, data });
  const answer = context.request.get(`${url}/api/vault/services/jobs/${id}`);
  // Who closes the browser hears no answer.
  return { context, answer: answer.catch(() => undefined) };
}

type Looking = { who: string; id: string };

/** The fifth at once, behind four others; their browsers. */
async function openFifth(
  browser: Browser,
  page: Page,
  { stage, id }: { stage: Stage; id: string },
) {
  const first: Awaited<ReturnType<typeof look>>[] = [];
  for (const who of others) first.push(await look(browser, stage, { who, id }));
  await expect.poll(() => asked(stage, 'jobStatus').length).toBe(1);
  await openJob(page, stage, id);
  await expect(notYet(page)).toBeVisible();
  return first;
}

const notYet = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'Waiting its turn. Others have just asked' });

async function expectNoAlarm(page: Page) {
  await expect(page.getByText('limit on API calls')).toHaveCount(0);
  await expect(page.getByText('API_LIMIT_EXCEEDED')).toHaveCount(0);
}

test('the fifth to look waits without an alarm, and the page fills by itself', async ({
  page,
  stage,
  browser,
}) => {
  const { id } = stage.vault.finished({ title: 'Unlisted', overrides: null });
  const first = await openFifth(browser, page, { stage, id });
  await expect(heading(page)).toHaveText(`Job ${id}`);
  await expect(page.getByRole('status', { name: 'Asking Vault' })).toBeVisible();
  await expectNoAlarm(page);

  // The others leave, and time is up: whoever comes next lets the line move on.
  for (const { context } of first) await context.close();
  stage.advance(10 * second);
  const late = await look(browser, stage, { who: 'reader', id });
  await expect.poll(() => asked(stage, 'jobStatus').length).toBe(2);
  await expect(async () => {
    await pass(page, stage, 8 * second);
    await expect(facts(page)).toContainText('Success', { timeout: 1_000 });
  }).toPass();
  await expect(notYet(page)).toHaveCount(0);
  await expectNoAlarm(page);
  await late.context.close();
});

test('what Vault’s lists tell of the job stands there meanwhile', async ({
  page,
  stage,
  browser,
}) => {
  const { id } = stage.vault.running({ title: 'Export Documents' });
  const first = await openFifth(browser, page, { stage, id });
  await expect(heading(page)).toHaveText('Export Documents');
  await expect(facts(page)).toContainText('Running');
  await expect(notYet(page)).toContainText('What stands below is from Vault’s lists');
  await expectNoAlarm(page);
  for (const { context } of first) await context.close();
});
