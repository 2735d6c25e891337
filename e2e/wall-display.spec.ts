/** A screen that its link signs in for weeks, until the token is changed. */
import type { Page } from '@playwright/test';

import { expect, skipTime, open, passTime, type Testbed, test } from './fixtures.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const token = 'a-screen-in-the-hall-of-the-third-floor';
const account = { DISPLAY_USERNAME: 'reader@vault.test', DISPLAY_TOKEN: token };

test.use({
  who: 'nobody',
  at: '2026-03-10T14:00:00Z',
  viewport: { width: 1920, height: 1080 },
  environment: { ...account, DISPLAY_PASSWORD: 'simulated' },
});

function tone(page: Page) {
  return page.locator('[data-liveness-word]');
}

async function openDisplay(page: Page, { url }: Testbed, options = '') {
  await page.goto(`${url}/display/${token}${options}`);
  await expect(page).toHaveURL(`${url}/wall${options}`);
}

/** A second display keeps polling while hours pass here, so that Vault's session stays in use. */
async function watchedElsewhere(page: Page, testbed: Testbed, ms: number) {
  const step = 15 * minute;
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  for (let gone = 0; gone < ms; gone += step) {
    testbed.advance(step);
    const answer = await fetch(`${testbed.url}/api/vault/services/jobs/monitors`, {
      headers: { cookie },
    });
    expect(await answer.json()).toMatchObject({ responseStatus: 'SUCCESS' });
  }
}

test('its link opens the wall with its options, and the token appears nowhere', async ({
  page,
  testbed,
  context,
}) => {
  testbed.vault.running({ title: 'Export Documents' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/display/')) {
      asked.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? '');
    }
  });
  await openDisplay(page, testbed, '?view=now&zone=Asia%2FTokyo');
  await expect(tone(page)).toHaveText('Live');
  await expect(page.getByText('Export Documents')).toBeVisible();
  await expect(page.getByText('Asia/Tokyo').first()).toBeVisible();
  const seen = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.referrer,
      document.cookie,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.documentElement.outerHTML,
    ]),
  );
  expect(seen).not.toContain(token);
  expect(asked.join('\n')).not.toContain(token);
  expect(testbed.lines.join('\n')).not.toContain(token);
  await page.goBack();
  expect(page.url()).not.toContain(token);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

// Each session ends after 48 h at the latest, so a week has three such ends; more only repeat them.
const days = Number(process.env['WALL_DAYS'] ?? 7);

test(`for ${days} days it never shows the sign-in page, although sessions end`, async ({
  page,
  testbed,
}) => {
  test.setTimeout(60_000 + days * 10_000);
  testbed.vault.running({ title: 'Export Documents' });
  await openDisplay(page, testbed, '?view=now&drift=off');
  await expect(tone(page)).toHaveText('Live');
  const every = 12 * hour;
  for (let gone = 0; gone < days * 24 * hour; gone += every) {
    // Once Vault ends the session long before its time.
    if (gone === 5 * every) testbed.vault.faults.set({ kind: 'expired' }, { times: 1 });
    await watchedElsewhere(page, testbed, every);
    await page.clock.fastForward(every);
    await passTime(page, testbed, 2 * second);
    await expect(tone(page)).toHaveText('Live');
    expect(new URL(page.url()).pathname).toBe('/wall');
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  }
  const signIns = testbed.vault.calls.filter(({ endpoint }) => endpoint === 'authenticate').length;
  // The first, the one after Vault ended a session early, and one in each 48 h.
  expect(signIns).toBeGreaterThanOrEqual(Math.floor(days / 2) + 1);
  expect(signIns).toBeLessThanOrEqual(Math.ceil(days / 2) + 4);
});

test.describe('whose account can’t sign in', () => {
  test.use({ environment: { ...account, DISPLAY_PASSWORD: 'mistyped' } });

  test('says so, asks nobody to sign in, and does not lock the account', async ({
    page,
    testbed,
  }) => {
    await openDisplay(page, testbed);
    await expect(page.getByText('Signed out of Vault')).toBeVisible();
    await expect(page.getByText('This display can’t sign in to Vault')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
    for (let times = 0; times < 24; times += 1) {
      await skipTime(page, testbed, hour);
      await passTime(page, testbed, 2 * second);
    }
    await expect(tone(page)).toHaveText('Not live');
    const attempts = testbed.vault.calls.filter(({ endpoint }) => endpoint === 'authenticate');
    expect(attempts.length).toBeLessThan(5);
  });
});

test.describe('opened where somebody is signed in', () => {
  test.use({ who: 'admin' });

  test('its other tabs show no rows of the display under their name', async ({
    page,
    testbed,
    context,
  }) => {
    const other = await context.newPage();
    await open(other, testbed);
    await other.getByRole('button', { name: 'View and account' }).click();
    await expect(other.getByText('Ada Admin')).toBeVisible();
    await openDisplay(page, testbed);
    await expect(tone(page)).toHaveText('Live');
    await expect(other.getByText('Ada Admin')).toHaveCount(0);
    await expect(other.getByText('Rosa Reader').first()).toBeAttached();
  });
});

test('a link with a wrong token is refused with an explanation', async ({ page, testbed }) => {
  const response = await page.goto(`${testbed.url}/display/${token}x`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading')).toBeVisible();
  await page.goto(`${testbed.url}/wall`);
  await expect(page.getByText('Signed out of Vault')).toBeVisible();
});
