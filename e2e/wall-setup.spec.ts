/** Setting up a wall: every option is in the URL, in the preview and in the link. */
import {
  consoleErrors,
  expect,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  notice,
  open,
  test,
} from './fixtures.ts';
import { floor, openSetup, preview, previewed, search, text } from './wall-setup.ts';

test('every option is in the URL, in the preview and in the link', async ({ page, testbed }) => {
  const errors = consoleErrors(page);
  testbed.vault.running({ title: 'Export Submission' });
  testbed.vault.running({ title: 'Import Submission' });
  await openSetup(page, testbed);
  await expect(preview(page)).toContainText('Import Submission');
  const before = Number.parseFloat(await floor(previewed(page)));

  await page.getByLabel('Title contains').fill('export');
  await expect(preview(page)).not.toContainText('Import Submission');
  await expect(preview(page)).toContainText('Export Submission');
  await page.getByLabel('Text scale').fill('2');
  await expect.poll(() => floor(previewed(page))).toBe(`${before * 2}px`);
  await page.getByLabel('Theme').selectOption('Light');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page.getByRole('checkbox', { name: 'Prevent burn-in' }).uncheck();
  await page.getByRole('checkbox', { name: 'Chime' }).check();
  await page.getByLabel('Seconds per page').fill('45');
  const dimmed = page.getByRole('group', { name: 'Dim the screen' });
  await dimmed.getByLabel('From').fill('22:00');
  await expect(dimmed).toContainText('Enter both times.');
  await dimmed.getByLabel('to', { exact: true }).fill('06:30');
  await page.getByRole('group', { name: 'Mute the chime' }).getByLabel('From').fill('20:00');
  await page
    .getByRole('group', { name: 'Mute the chime' })
    .getByLabel('to', { exact: true })
    .fill('07:00');
  await page.getByRole('group', { name: 'Reload every day at' }).getByLabel('Time').fill('04:00');
  await page.getByLabel('Title does not contain').fill('nightly');
  await page.getByLabel('Title does not contain').press('Enter');

  const options =
    '?seconds=45&theme=light&scale=2&zone=Asia%2FTokyo&title=export&not=nightly&drift=off' +
    '&dim=22%3A00-06%3A30&chime=on&quiet=20%3A00-07%3A00&reload=04%3A00';
  await expect(text(page, 'Link to this wall')).toHaveText(`${testbed.url}/wall${options}`);
  expect(new URLSearchParams(search(page)).toString()).toBe(options.slice(1));
  await page.getByLabel('Screen', { exact: true }).selectOption('1080 × 1920');
  await expect(preview(page)).toContainText('1080 × 1920 pixels');
  await expect(text(page, 'Link to this wall')).toHaveText(`${testbed.url}/wall${options}`);
  expect(errors).toEqual([]);
});

test('back and forward step through the changes, and a reload keeps them', async ({
  page,
  testbed,
}) => {
  await openSetup(page, testbed);
  const theme = page.getByLabel('Theme');
  await theme.selectOption('Light');
  await page.getByRole('checkbox', { name: 'Prevent burn-in' }).uncheck();
  await expect(page).toHaveURL(/\?theme=light&drift=off$/);
  await page.goBack();
  await expect(page.getByRole('checkbox', { name: 'Prevent burn-in' })).toBeChecked();
  await page.goBack();
  await expect(theme).toHaveValue('dark');
  await expect(page).toHaveURL(/\/wall\/setup$/);
  await page.goForward();
  await page.goForward();
  await page.reload();
  await expect(theme).toHaveValue('light');
  await expect(page.getByRole('checkbox', { name: 'Prevent burn-in' })).not.toBeChecked();
});

test('views are chosen and ordered with the keyboard alone', async ({ page, testbed }) => {
  await openSetup(page, testbed);
  const views = page.getByRole('group', { name: 'Views' });
  const named = views.getByRole('listitem');
  await views.getByRole('checkbox', { name: /^Failures/ }).focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\?view=now&view=next&view=throughput$/);
  const later = views.getByRole('button', { name: 'Move Now down' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?view=next&view=now&view=throughput$/);
  await expect(views).toContainText('Now is number 2 of 3');
  await expect(later).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?view=next&view=throughput&view=now$/);
  await expect(later).toBeFocused();
  await page.keyboard.press('Enter'); // it is the last already
  await expect(later).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(named).toHaveText([/^Next/, /^Now/, /^Throughput/, /^Failures/]);
});

test('unreadable options in the URL are ignored and named, and defaults are removed', async ({
  page,
  testbed,
}) => {
  await openSetup(page, testbed, '?seconds=20&scale=99&dim=late&what=now&theme=light&inches=0');
  await expect(page).toHaveURL(/\/wall\/setup\?scale=99&dim=late&what=now&theme=light&inches=0$/);
  await expect(notice(page, 'Ignored in this URL')).toHaveText(
    /^Ignored in this URL: scale, dim, what, inches\.$/,
  );
  await expect(page.getByLabel('Text scale')).toHaveValue('1');
  await page.getByRole('checkbox', { name: 'Prevent burn-in' }).uncheck();
  await expect(page).toHaveURL(/\/wall\/setup\?theme=light&drift=off$/);
  await expect(notice(page, 'Ignored in this URL')).toHaveCount(0);
});

test('a number out of bounds changes nothing, and says which one is in use', async ({
  page,
  testbed,
}) => {
  await openSetup(page, testbed, '?scale=2');
  await page.getByLabel('Text scale').fill('7');
  await expect(notice(page, 'Enter a number from 0.5 to 4. It is still 2.')).toBeVisible();
  await expect(page).toHaveURL(/\?scale=2$/);
});

test('the viewing distance gives the scale', async ({ page, testbed }) => {
  testbed.vault.running({ title: 'Export Documents' });
  await openSetup(page, testbed);
  const ruler = page.getByRole('region', { name: 'Viewing distance' });
  const use = ruler.getByRole('button', { name: 'Use this scale' });
  await expect(ruler).toContainText('30 mm (47 pixels, or a font size of 67)');
  await expect(ruler).toContainText('A pixel of this screen is 0.63 mm');
  await expect(use).toHaveAttribute('aria-disabled', 'true');
  await ruler.getByLabel('Distance in metres').fill('12');
  await expect(ruler).toContainText('Recommended scale: 2');
  const now = 'text from \\d+ px, readable from \\d+\\.\\d m; .* a round';
  await expect(ruler).toContainText(
    new RegExp(`With the jobs on the wall now: ${now}\\. At scale 2: ${now}\\.`),
  );
  await use.click();
  await expect(page.getByLabel('Text scale')).toHaveValue('2');
  await expect(text(page, 'Link to this wall')).toHaveText(`${testbed.url}/wall?scale=2`);
  await ruler.getByLabel('Distance in metres').fill('40');
  await expect(ruler).toContainText('That is the largest');
});

test('Settings and the palette lead here', async ({ page, testbed }) => {
  await open(page, testbed, '/settings');
  await page.getByRole('link', { name: 'Set up a wall display' }).click();
  await expect(page).toHaveURL(`${testbed.url}/wall/setup`);
  await open(page, testbed);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wall');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${testbed.url}/wall/setup`);
});

test('the preview can’t be reached with the keyboard', async ({ page, testbed }) => {
  await openSetup(page, testbed);
  await page.getByLabel('Screen', { exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Diagonal in inches')).toBeFocused();
});

test('it is accessible in both themes, down to the width of a phone', async ({ page, testbed }) => {
  test.slow(); // axe weighs every colour
  testbed.vault.running({ title: 'Export Submission' });
  await openSetup(page, testbed, '?not=nightly&dim=22:00-06:00&scale=9');
  await expectAccessibleInBothThemes(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page);
});
