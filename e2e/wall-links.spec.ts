/** The links to a wall from its set-up page, and the commands that open them full screen. */
import { expect, test } from './fixtures.ts';
import { copied, floor, openSetup, previewed, search, text } from './wall-setup.ts';

const token = 'a-secret-of-thirty-two-letters-or-more';

test('the copied link shows the same wall in a fresh page', async ({ page, context, testbed }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  testbed.vault.running({ title: 'Export Submission' });
  testbed.vault.running({ title: 'Import Submission' });
  await openSetup(page, testbed, '?scale=1.5&zone=UTC&title=export');
  // Without an account for displays, no link is offered that would lead nowhere.
  await expect(page.getByText('has none for')).toContainText('DISPLAY_USERNAME');
  await expect(page.getByText('<DISPLAY_TOKEN>')).toHaveCount(0);
  await expect(text(page, 'Chromium on Linux')).toContainText(`'${testbed.url}/wall?scale=1.5`);
  const link = await copied(page, 'Link to this wall');
  const fresh = await context.newPage();
  await fresh.setViewportSize({ width: 1920, height: 1080 });
  await fresh.goto(link);
  await expect(fresh.getByRole('main')).toContainText('Export Submission');
  await expect(fresh.getByRole('main')).not.toContainText('Import Submission');
  expect(await floor(fresh.locator('main > div'))).toBe(await floor(previewed(page)));
  expect(search(fresh)).toBe('?scale=1.5&zone=UTC&title=export');
});

test.describe('where the server has a display’s account', () => {
  test.use({
    environment: {
      DISPLAY_USERNAME: 'reader@vault.test',
      DISPLAY_PASSWORD: 'simulated',
      DISPLAY_TOKEN: token,
    },
  });

  test('the link with automatic sign-in opens the wall with the same options', async ({
    page,
    context,
    browser,
    testbed,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    testbed.vault.running({ title: 'Export Submission' });
    await openSetup(page, testbed, '?scale=1.5&title=export');
    const link = await copied(page, 'Link with automatic sign-in');
    expect(await page.content()).not.toContain(token);
    const screen = await testbed.newContext(browser);
    const wall = await screen.newPage();
    await wall.goto(link.replace('<DISPLAY_TOKEN>', token));
    await expect(wall).toHaveURL(`${testbed.url}/wall?scale=1.5&title=export`);
    await expect(wall.getByRole('main')).toContainText('Export Submission');
    await screen.close();
  });

  test('the kiosk commands have the chosen link, quoted for their system', async ({
    page,
    context,
    testbed,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openSetup(page, testbed, '?scale=2&dim=22:00-06:00');
    const kiosk = page.getByRole('region', { name: 'Full screen (kiosk)' });
    await expect(text(page, 'Chromium on Linux')).toContainText(
      `'${testbed.url}/display/<DISPLAY_TOKEN>?scale=2&dim=22%3A00-06%3A00'`,
    );
    await kiosk.getByLabel('Open').selectOption('Link to this wall');
    await expect(text(page, 'Chrome on Windows')).toContainText(
      `"${testbed.url}/wall?scale=2&dim=22%%3A00-06%%3A00"`,
    );
    const sound = '--autoplay-policy=no-user-gesture-required';
    await expect(text(page, 'Chromium on Linux')).not.toContainText(sound);
    await page.getByRole('checkbox', { name: 'Chime' }).check();
    await expect(text(page, 'Chromium on Linux')).toContainText(sound);
    expect(await copied(page, 'Firefox on Linux')).toContain(
      `--kiosk '${testbed.url}/wall?scale=2`,
    );
  });
});
