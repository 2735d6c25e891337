/** In Firefox every page opens and can be used, with no error in its console. */
import { expect, test } from './fixtures.ts';

for (const [name, path, heading] of [
  ['overview', '/', 'Overview'],
  ['history', '/history', 'History'],
  ['insights', '/insights', 'Insights'],
  ['settings', '/settings', 'Settings'],
  ['wall set-up', '/wall/setup', 'Set up a wall display'],
  ['an unknown address', '/nowhere', 'There is no such page'],
] as const) {
  test(`${name} opens`, async ({ open }) => {
    await open(path, heading);
  });
}

test('a job opens', async ({ open, served }) => {
  const { id, title } = served.vault.running({ title: 'Export Documents' });
  await open(`/jobs/${id}`, title);
});

test('a wall shows what runs', async ({ signIn, tab, served }) => {
  served.vault.running({ title: 'Export Documents' });
  await signIn();
  await tab.goto(`${served.url}/wall`);
  await tab.locator('[data-liveness=live]').wait();
  await tab.locator('section li ::-p-text(Export Documents)').wait();
});

test('signing in leads to the overview', async ({ tab, served }) => {
  await tab.goto(served.url);
  await tab.locator('::-p-aria([name="User name"][role="textbox"])').fill('admin@vault.test');
  await tab.locator('input[type=password]').fill('simulated');
  await tab.locator('::-p-aria([name="Sign in"][role="button"])').click();
  await tab.locator('::-p-aria([name="Overview"][role="heading"])').wait();
});

test('a filter leaves the rows that fit', async ({ open, tab, served }) => {
  served.vault.finished({ title: 'Binder Export' });
  await open('/history', 'History');
  await tab.locator('main input[type=search]').fill('binder');
  await tab.waitForFunction(() => {
    const rows = [...document.querySelectorAll('main tbody tr')];
    return rows.length > 0 && rows.every(({ textContent }) => textContent.includes('Binder'));
  });
  expect(new URL(tab.url()).searchParams.get('title')).toBe('binder');
});

test('Start now asks first, then starts the job', async ({ open, tab, served }) => {
  const { id } = served.vault.scheduled({ title: 'Quarterly Purge', inMs: 45 * 60_000 });
  await open('/', 'Overview');
  await tab.locator(`::-p-aria([name="Start now: Quarterly Purge, ${id}"])`).click();
  await tab.locator('dialog[open] ::-p-text(Start this job now?)').wait();
  await tab.locator('dialog[open] button::-p-text(Start now)').click();
  await tab.waitForSelector('dialog[open]', { hidden: true });
  const sent = served.vault.calls.filter(({ path }) => path.endsWith(`/start_now/${id}`));
  expect(sent).toHaveLength(1);
});

test('the palette leads to another page', async ({ open, tab }) => {
  await open('/', 'Overview');
  await tab.keyboard.down('Control');
  await tab.keyboard.press('k');
  await tab.keyboard.up('Control');
  await tab.locator('::-p-aria([name="Go to"][role="dialog"]) [role=combobox]').fill('settings');
  await tab.keyboard.press('Enter');
  await tab.locator('::-p-aria([name="Settings"][role="heading"])').wait();
});
