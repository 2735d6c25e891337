/** Notifications of the browser: in a tab that nobody sees, and once. */
import * as v from 'valibot';

import { expect, open, row, setVisibility, skipTime, test } from './fixtures.ts';

const minute = 60_000;
const shape = v.array(v.object({ title: v.string(), body: v.string() }));

test('a hidden tab notifies of a failure once, a click opens the job, and signing out forgets it', async ({
  page,
  context,
  testbed,
}) => {
  await context.grantPermissions(['notifications']);
  // As the browser would show them: nobody can press those of a browser without a screen.
  await context.addInitScript(() => {
    const shown: { title: string; body: string | undefined; target: EventTarget }[] = [];
    class Recorded extends EventTarget {
      static permission = 'granted';
      constructor(title: string, options?: NotificationOptions) {
        super();
        shown.push({ title, body: options?.body, target: this });
      }
      close() {}
    }
    Object.assign(globalThis, { Notification: Recorded, shownNotifications: shown });
  });
  const recorded = async () =>
    v.parse(
      shape,
      JSON.parse(
        await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'shownNotifications'))),
      ),
    );

  testbed.vault.finished({ title: 'Failed before', status: 'TIMEOUT' });
  const { id } = testbed.vault.running({ title: 'Nightly export' });
  await open(page, testbed, '/settings');
  await page.getByRole('checkbox', { name: 'Notify me about jobs' }).click();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(row(page, 'Running and queued jobs', 'Nightly export')).toBeVisible();
  await skipTime(page, testbed, minute);

  await setVisibility(page, 'hidden');
  testbed.vault.finish(id, 'TIMEOUT');
  // Of a hidden tab some minute's polls may be left out.
  const later = async () => {
    await skipTime(page, testbed, minute);
    return recorded();
  };
  await expect.poll(later).toEqual([
    { title: 'Jobwatch: notifications are on', body: expect.any(String) },
    {
      title: 'Sandbox: Nightly export',
      body: expect.stringMatching(/^It ended with “Timed out” at .*\.$/),
    },
  ]);
  await page.evaluate(() => {
    const [, failed] = Reflect.get(globalThis, 'shownNotifications');
    failed.target.dispatchEvent(new Event('click'));
  });
  await expect(page).toHaveURL(new RegExp(`/jobs/${id}$`));

  await page.reload();
  await setVisibility(page, 'hidden');
  await skipTime(page, testbed, minute);
  expect(await recorded()).toEqual([]);

  const remembered = async () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('notified')));
  expect(await remembered()).toHaveLength(1);
  await setVisibility(page, 'visible');
  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out and remove' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Vault' })).toBeVisible();
  await expect.poll(remembered).toEqual([]);
});
