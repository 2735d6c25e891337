/** A server that is killed, and a Vault that can’t be found. */
import { listen } from '#server/listen.ts';

import { fault } from './faults/observed.ts';
import { expectBack, expectSeen } from './faults/viewer.ts';
import { expect, notice, row, signInAs, startCalls, test as base } from './fixtures.ts';
import { button, confirm, dialog, openWithJob, title } from './start-dialog.ts';

/** The Vault that the server is set to instead of the test's own. */
const test = base.extend<{ wrongVault: string | undefined }>({
  wrongVault: [undefined, { option: true }],
  environment: async ({ wrongVault }, provide) => {
    // Speaks http, whatever it is asked in.
    const { port, close } = await listen(() => new Response(), { port: 0, host: '127.0.0.1' });
    await provide(
      wrongVault === undefined ? {} : { VAULT_URL: wrongVault.replace('PORT', String(port)) },
    );
    await close();
  },
});

test.describe('a process that is killed', () => {
  test.use({ server: 'process' });

  test(
    'while Vault starts a job has written of it, and the start is not sent again',
    fault('SIGKILL during Start now'),
    async ({ page, testbed }) => {
      await openWithJob(page, testbed);
      await button(page).click();
      testbed.vault.faults.set({ kind: 'lost-answer' }, { endpoint: 'startNow' });
      await confirm(page).click();
      await expect.poll(() => startCalls(testbed)).toBe(1);
      await testbed.stopJobwatch('SIGKILL');
      expect(testbed.lines.join('\n')).toContain('"event":"start-now-intent"');
      await testbed.startJobwatch();
      testbed.vault.faults.clear();
      await expectSeen(dialog(page).getByRole('status'));
      await expect(dialog(page)).not.toContainText('Not started');
      await dialog(page).getByRole('button', { name: 'Close' }).click();
      const ended = row(page, 'Jobs that just finished', title);
      await expectBack(page, testbed, { shown: ended, withinMs: 60_000 });
      expect(startCalls(testbed)).toBe(1);
    },
  );
});

for (const { name, wrongVault, words } of [
  {
    name: 'no DNS for Vault’s host',
    wrongVault: 'https://vault.invalid',
    words: /could not be found by name/,
  },
  {
    name: 'plain http where https is asked',
    wrongVault: 'https://127.0.0.1:PORT',
    words: /Where https was expected, Vault’s host speaks something else/,
  },
]) {
  test.describe(name, () => {
    test.use({ who: 'nobody', wrongVault });

    test('is said at the sign-in', fault(name, '@faults-only'), async ({ page, testbed }) => {
      await page.goto(testbed.url);
      await signInAs(page, 'admin@vault.test');
      await expectSeen(notice(page, words));
    });
  });
}
