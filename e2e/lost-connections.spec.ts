/**
 * Connections that are lost before the answer: a browser then sends the request again by itself,
 * and the page knows nothing of it. One press stays one request at Vault.
 */
import type { Page } from '@playwright/test';

import { tcpFront, type TcpFront } from '#server/testing/tcp-front.ts';

import { fault } from './faults/observed.ts';
import { expectSeen } from './faults/viewer.ts';
import {
  expect,
  notice,
  row,
  signInAs,
  startCalls,
  test as base,
  type Testbed,
} from './fixtures.ts';
import { button, confirm, dialog, openWithJob, planned, title } from './start-dialog.ts';

const test = base.extend<{ front: TcpFront; secret: Record<string, string> }>({
  secret: [{ SESSION_SECRET: 'x'.repeat(32) }, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs
  front: async ({}, provide) => {
    const front = await tcpFront();
    await provide(front);
    await front.close();
  },
  environment: async ({ front, secret }, provide) =>
    provide({ PUBLIC_URL: `http://127.0.0.1:${front.port}`, ...secret }),
  testbed: async ({ testbed, front }, provide) => {
    front.passTo(Number(new URL(testbed.url).port));
    await provide({ ...testbed, url: `http://127.0.0.1:${front.port}` });
  },
});

const start = /^POST \S+\/start_now\//;
const signIn = /^POST \S+\/session/;

async function press(page: Page, testbed: Testbed) {
  await openWithJob(page, testbed);
  await button(page).click();
  await confirm(page).click();
}

for (const times of [1, 3]) {
  test(
    `a start is sent once though its connection is lost, ${times} in a row`,
    fault(`connection lost ${times} times after a start`),
    async ({ page, testbed, front }) => {
      front.lose({ request: start, times });
      await press(page, testbed);
      await expectSeen(row(page, planned, title).getByText(/Queue/));
      expect(front.lost()).toBeGreaterThan(0);
      expect(startCalls(testbed)).toBe(1);
    },
  );
}

test('a start that a slow Vault answers after the loss is sent once', async ({
  page,
  testbed,
  front,
}) => {
  front.lose({ request: start, times: 1 });
  testbed.vault.faults.set({ kind: 'slow', ms: 1_000 }, { endpoint: 'startNow' });
  await press(page, testbed);
  await expect(dialog(page)).toBeHidden();
  await expect(row(page, planned, title)).toContainText('you started it');
  expect(startCalls(testbed)).toBe(1);
});

test('a start is read back where Jobwatch was restarted in between', async ({
  page,
  testbed,
  front,
}) => {
  front.lose({ request: start, times: 1, onLost: () => testbed.deploy('dist/client') });
  testbed.vault.faults.set({ kind: 'slow', ms: 1_500 }, { endpoint: 'monitors' });
  await press(page, testbed);
  await expect(dialog(page)).toContainText('Jobwatch was restarted before Vault’s answer came');
  await expect(dialog(page)).toContainText(/Started. Vault says: Queue(ing|d)./);
  expect(startCalls(testbed)).toBe(1);
});

test.describe('a server that forgets who is signed in', () => {
  test.use({ secret: {} });

  test('never says that a start did not happen', async ({ page, testbed, front }) => {
    front.lose({ request: start, times: 1, onLost: () => testbed.deploy('dist/client') });
    await press(page, testbed);
    await expect(dialog(page)).toContainText('Jobwatch was restarted before Vault’s answer came');
    await expect(dialog(page)).not.toContainText('Not started');
    const again = page.getByRole('dialog', { name: 'Your Vault session has ended' });
    await again.getByLabel('Password').fill('simulated');
    await again.getByRole('button', { name: 'Sign in' }).click();
    await expect(dialog(page)).toContainText(/Started. Vault says: (Queue|Run)/);
    expect(startCalls(testbed)).toBe(1);
  });
});

test.describe('a sign-in', () => {
  test.use({ who: 'nobody' });

  for (const password of ['simulated', 'mistyped']) {
    test(
      `with ${password} is one attempt though its connection is lost twice`,
      fault(`connection lost twice after a sign-in with ${password}`),
      async ({ page, testbed, front }) => {
        front.lose({ request: signIn, times: 2 });
        await page.goto(testbed.url);
        await signInAs(page, 'admin@vault.test', password);
        await expectSeen(
          password === 'simulated'
            ? page.getByRole('heading', { name: 'Overview' })
            : notice(page, /password is wrong/),
        );
        expect(front.lost()).toBeGreaterThan(0);
        expect(attempts(testbed)).toBe(1);
      },
    );
  }
});

function attempts({ vault }: Testbed): number {
  return vault.calls.filter(({ endpoint }) => endpoint === 'authenticate').length;
}
