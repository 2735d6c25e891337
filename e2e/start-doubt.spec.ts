/** Start now when it does not go well: in doubt it reads back, a refusal is said in words. */
import type { Page } from '@playwright/test';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import { expect, skipTime, open, row, type Testbed, startCalls, test } from './fixtures.ts';
import {
  button,
  confirm,
  dialog,
  minute,
  planned,
  second,
  openWithJob,
  title,
} from './start-dialog.ts';

async function ready(page: Page, testbed: Testbed, inMs = 45 * minute) {
  await openWithJob(page, testbed, inMs);
  await button(page).click();
  await expect(confirm(page)).toBeEnabled();
}

test.describe('with a Vault that does not answer', () => {
  test.use({ environment: { VAULT_TIMEOUT_MS: '2500' } });

  test(
    'a start whose answer was lost is found by reading back',
    fault('the answer to a start is lost'),
    async ({ page, testbed }) => {
      await ready(page, testbed);
      testbed.vault.faults.set({ kind: 'lost-answer' }, { endpoint: 'startNow' });
      testbed.vault.faults.set({ kind: 'slow', ms: 1_500 }, { endpoint: 'monitors' });
      await confirm(page).click();
      await expectSeen(dialog(page).getByText('Vault has not answered; checking'));
      await expect(dialog(page)).toContainText(/Started. Vault says: Queue(ing|d)./);
      await dialog(page).getByRole('button', { name: 'Close' }).click();
      await skipTime(page, testbed, 10 * second);
      await expect(row(page, planned, title)).toContainText('Running');
      expect(startCalls(testbed)).toBe(1);
    },
  );

  test(
    'a start that never arrived is not sent again',
    fault('a start that never arrives'),
    async ({ page, testbed }) => {
      await ready(page, testbed);
      testbed.vault.faults.set({ kind: 'silent' }, { endpoint: 'startNow' });
      await confirm(page).click();
      await expect(dialog(page)).toContainText('Vault has not answered; checking');
      await expect(dialog(page)).toContainText('Vault still shows the job as scheduled.');
      await page.keyboard.press('Escape');
      await button(page).click();
      await expectSeen(dialog(page).getByText('will not be sent again'));
      await expect(confirm(page)).toBeHidden();
      await skipTime(page, testbed, 65 * second);
      await expect(dialog(page)).toContainText('It most likely did not arrive');
      expect(startCalls(testbed)).toBe(1);
    },
  );

  test('while nothing can be read back, nothing is claimed', async ({ page, testbed }) => {
    await ready(page, testbed);
    testbed.vault.faults.set({ kind: 'silent' }, { endpoint: 'startNow' });
    testbed.vault.faults.set({ kind: 'dropped' }, { endpoint: 'monitors' });
    await confirm(page).click();
    await expect(dialog(page)).toContainText('Vault’s lists have not been refreshed since.');
    await expect(dialog(page)).not.toContainText('still shows');
    expect(startCalls(testbed)).toBe(1);
  });
});

test('a refusal of Vault is said in the dialog, and is no doubt', async ({ page, testbed }) => {
  await ready(page, testbed);
  const refusal = { kind: 'refuse', type: 'OPERATION_NOT_ALLOWED' } as const;
  testbed.vault.faults.set({ ...refusal, message: 'Job is locked.' }, { endpoint: 'startNow' });
  await confirm(page).click();
  await expect(dialog(page)).toContainText('Not started. Vault did not allow it (Job is locked).');
  await expect(confirm(page)).toBeHidden();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(button(page)).toBeFocused();
  expect(startCalls(testbed)).toBe(1);
});

test('a job that has started unseen is refused, and said to have', async ({ page, testbed }) => {
  await ready(page, testbed, 20 * second);
  testbed.vault.faults.set({ kind: 'dropped' }, { endpoint: 'monitors' });
  await skipTime(page, testbed, 25 * second);
  await confirm(page).click();
  await expect(dialog(page)).toContainText('The job may have started already');
  expect(startCalls(testbed)).toBe(1);
});

test('a refused start whose job runs all the same is not said to have failed', async ({
  page,
  testbed,
}) => {
  const job = await openWithJob(page, testbed);
  await button(page).click();
  // As an earlier copy of the same request would.
  testbed.vault.startNow(job);
  testbed.vault.faults.set({ kind: 'slow', ms: 1_500 }, { endpoint: 'monitors' });
  await confirm(page).click();
  await expect(dialog(page)).toContainText('checking whether the job was started before');
  await expect(dialog(page)).toContainText(/refused the request, but shows the job as Queue/);
  await expect(dialog(page)).not.toContainText('Not started');
  expect(startCalls(testbed)).toBe(1);
});

test('a job that starts by itself under the dialog can no longer be', async ({ page, testbed }) => {
  await ready(page, testbed, 20 * second);
  await skipTime(page, testbed, 35 * second);
  await expect(dialog(page)).toContainText('It is no longer scheduled: Running.');
  await expect(confirm(page)).toBeDisabled();
  expect(startCalls(testbed)).toBe(0);
});

test('a Vault in maintenance has not started it, and says for how long', async ({
  page,
  testbed,
}) => {
  await ready(page, testbed);
  testbed.vault.faults.set({ kind: 'maintenance', minutes: 90 });
  await confirm(page).click();
  await expect(dialog(page)).toContainText('Not started. Vault is down for maintenance.');
  await expect(dialog(page)).toContainText('back in about 1 h');
  expect(startCalls(testbed)).toBe(1);
});

test('a server that cannot be reached was sent nothing, and is asked again', async ({
  page,
  testbed,
}) => {
  await ready(page, testbed);
  await testbed.stopJobwatch();
  await confirm(page).click();
  await expect(dialog(page)).toContainText('Not started. The Jobwatch server can’t be reached.');
  await expect(dialog(page)).toContainText('Nothing was sent: close this dialog and try again.');
  await testbed.startJobwatch();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await button(page).click();
  await confirm(page).click();
  await expect(row(page, planned, title)).toContainText('you started it');
  expect(startCalls(testbed)).toBe(1);
});

test('a session that has ended is said, and signing in sends nothing', async ({
  page,
  testbed,
}) => {
  await ready(page, testbed);
  testbed.vault.expireSessions();
  await confirm(page).click();
  await expect(dialog(page)).toContainText('Not started. Your Vault session has ended.');
  const again = page.getByRole('dialog', { name: 'Your Vault session has ended' });
  await again.getByLabel('Password').fill('simulated');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again).toBeHidden();
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(button(page)).toBeVisible();
  expect(startCalls(testbed)).toBe(1);
});

test.describe('a viewer without the right', () => {
  test.use({ who: 'reader' });

  test('reads which right is missing, and is not offered it again', async ({ page, testbed }) => {
    await ready(page, testbed);
    await confirm(page).click();
    await expect(dialog(page)).toContainText(
      'Not started. Vault says that you don’t have permission',
    );
    await expect(dialog(page)).toContainText('Admin: Jobs');
    await page.keyboard.press('Escape');
    await expect(button(page)).toBeDisabled();
    await expect(button(page)).toHaveAccessibleDescription(
      /you don’t have permission to start jobs/,
    );
    // Once for all the buttons of the page.
    await expect(page.getByText('you don’t have permission to start jobs')).toHaveCount(1);
    await button(page).press('Enter');
    await expect(dialog(page)).toBeHidden();
    expect(startCalls(testbed)).toBe(1);
  });
});

test.describe('a server that only reads', () => {
  test.use({ environment: { READ_ONLY: 'on' } });

  test('offers no start, and keeps the reason in reach of the keyboard', async ({
    page,
    testbed,
  }) => {
    testbed.vault.scheduled({ title });
    await open(page, testbed);
    await button(page).focus();
    await expect(button(page)).toBeFocused();
    await expect(button(page)).toHaveAccessibleDescription(
      'Start now is switched off on this server.',
    );
    await button(page).press('Enter');
    await expect(dialog(page)).toBeHidden();
    expect(startCalls(testbed)).toBe(0);
  });
});
