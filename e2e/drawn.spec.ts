/** Rows come with the document, drawn by the server: they are there before any script, and say so. */
import type { BrowserContext, Page } from '@playwright/test';

import { drawnMark } from '#contract/drawing.ts';
import { headers } from '#contract/headers.ts';
import { lookCookie } from '#contract/look.ts';

import type { TestClock } from './clock.ts';
import {
  consoleErrors,
  expect,
  open,
  row,
  signInAs,
  startCalls,
  type Testbed,
  test,
} from './fixtures.ts';

const drawn = `#app > [${drawnMark}]`;

/** Once the app has been open, and the thread that draws has started, documents come with rows. */
async function opened(page: Page, testbed: Testbed): Promise<void> {
  await open(page, testbed);
  await testbed.settled();
  await expect.poll(async () => documentOf(page, testbed)).toContain(drawnMark);
}

/** Just after pages have polled, at whole ten seconds (`polling.ts`): no list is due for some time. */
async function justPolled({ now }: TestClock): Promise<void> {
  const second = () => Math.floor(now() / 1_000) % 10;
  await expect.poll(second, { intervals: [200], timeout: 15_000 }).toBe(1);
}

async function documentOf({ request }: Page, { url }: Testbed, path = '/') {
  return (await request.get(url + path, { headers: { accept: 'text/html' } })).text();
}

/** From the next document on, in `html[data-shift]`: how far what is on screen moves by itself. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // TypeScript does not know this kind of entry.
        if ('value' in entry && typeof entry.value === 'number') shift += entry.value;
      }
      document.documentElement.dataset['shift'] = String(shift);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function shiftOf(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-shift'));
}

// However busy the machine is.
test.use({ world: 'busy', drawingWaitMs: 10_000 });

test('without any script the rows are there, and soon say that they are not refreshed', async ({
  page,
  testbed,
  context,
  browser,
}) => {
  const { vault } = testbed;
  vault.running({ title: 'Seen at once', forMs: 60_000 });
  await opened(page, testbed);
  const scriptless = await testbed.newContext(browser, {
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const bare = await scriptless.newPage();
  await bare.goto(testbed.url);

  await expect(bare.locator(drawn)).toHaveCount(1);
  const seen = row(bare, 'Running and queued jobs', 'Seen at once');
  await expect(seen).toContainText('1 min 0');
  await expect(bare.getByRole('banner')).toContainText(/As of \d\d:\d\d:\d\d/);
  await expect(bare.getByRole('banner')).toContainText('Times in Europe/Berlin');
  await expect(bare).toHaveTitle(/Sandbox · Overview · Jobwatch$/);
  // Nothing on it ticks or says that it is live.
  await expect(bare.getByText('Live')).toHaveCount(0);
  const late = bare.getByText(
    /^Jobwatch has not started in this browser\. What you see is from .*Europe\/Berlin/,
  );
  await expect(late).toBeHidden();
  await late.evaluate((element) => {
    for (const animation of element.getAnimations()) animation.finish();
  });
  await expect(late).toBeVisible();
  await scriptless.close();
});

test('the app takes over what was drawn, asks for none of it again and goes on as ever', async ({
  page,
  testbed,
  clock,
}) => {
  const { vault } = testbed;
  vault.scheduled({ title: 'Started by hand', inMs: 600_000 });
  await opened(page, testbed);
  const errors = consoleErrors(page);
  const lists: string[] = [];
  await justPolled(clock);
  page.on('request', (request) => {
    // The whole day is read later, behind all else.
    if (request.headers()[headers.priority] === undefined) lists.push(request.url());
  });
  const document = await page.reload();
  expect(await document?.text()).toContain(drawnMark);
  expect(document?.headers()['cache-control']).toBe('no-store');

  await expect(page.getByRole('banner')).toContainText(/Live, \d+ s old/);
  await expect(page.locator(drawn)).toHaveCount(0);
  await testbed.settled();
  const again = /\/api\/(session|vault\/services\/jobs\/\w+\?limit=200)$/;
  expect(lists.filter((url) => again.test(url))).toEqual([]);
  await row(page, 'Scheduled jobs', 'Started by hand').getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start now' }).click();
  await expect.poll(() => startCalls(testbed)).toBe(1);
  expect(errors).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ world: 'failing', viewport: { width: 360, height: 740 } });

  test('nothing moves when the app takes over, wherever its viewer has seen a title', async ({
    page,
    testbed,
  }) => {
    await opened(page, testbed);
    const attention = page.getByRole('table', { name: 'Titles that need attention' });
    await attention
      .getByRole('button', { name: /^Mark seen/ })
      .first()
      .click();
    const note = attention.getByRole('textbox');
    await note.fill('Asked Ada');
    await note.blur();
    const title = await note.getAttribute('aria-label');
    await watchShifts(page);
    const answer = await page.reload();
    const [, table = ''] = (await answer?.text())?.split('Titles that need attention') ?? [];
    // As in the browser, but for the note, which is the browser's alone.
    expect(table).toContain(title?.replace('Note on ', 'Undo seen: ').replace(/, in .*/, ''));
    expect(table).not.toContain('Asked Ada');
    await expect(page.getByRole('banner')).toContainText(/Live, \d+ s old/);
    await expect(note).toHaveValue('Asked Ada');
    await testbed.settled();
    expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
  });
});

test('History comes with Vault’s first rows, which stay, until this browser stores some itself', async ({
  page,
  testbed,
  clock,
}) => {
  testbed.vault.finished({ title: 'Just finished', status: 'SUCCESS', agoMs: 1_000 });
  await opened(page, testbed);
  await justPolled(clock);
  await watchShifts(page);
  const errors = consoleErrors(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.headers()[headers.priority] === undefined) asked.push(request.url());
  });
  const text = (await (await page.goto(`${testbed.url}/history`))?.text()) ?? '';
  expect(text).toContain('Filtered and sorted by Vault.');
  expect(text).toContain('Just finished');

  const table = page.getByRole('table', { name: 'Finished jobs' });
  await expect(page.getByRole('banner')).toContainText(/Live, \d+ s old/);
  await expect(page.locator(drawn)).toHaveCount(0);
  await expect(table).toContainText('Just finished');
  await expect(page.getByRole('navigation', { name: 'Pages of rows' })).toContainText('1–50 of');
  // What a page lacks it asks for once it is there; reading the whole history takes long.
  expect(asked.filter((url) => /\/api\/(session|vault\/.*\?limit=200)$/.test(url))).toEqual([]);
  await testbed.settled();
  expect(await shiftOf(page)).toBeLessThanOrEqual(0.02);
  // From here on the browser has more rows than a server could draw; Vault's answers come all the same.
  await expect.poll(async () => documentOf(page, testbed, '/history')).not.toContain(drawnMark);
  expect(await documentOf(page, testbed, '/history')).toContain('Just finished');
  expect(errors).toEqual([]);
});

test('hostile titles stay text, in rows as in the answers beside them', async ({
  page,
  testbed,
}) => {
  const title = '</script><!--<script>document.title="owned"</script> \u2028 "&lt;';
  testbed.vault.running({ title });
  await opened(page, testbed);
  const errors = consoleErrors(page);
  const text = (await (await page.reload())?.text()) ?? '';
  const inlined = [...text.matchAll(/<script type="application\/json"[^>]*>([^<]*)/g)];
  expect(inlined.map(([, json = '']) => json.includes('owned'))).toEqual([false, true, false]);
  expect(text.match(/owned/g)?.length).toBeGreaterThan(1);
  expect(text).not.toMatch(/<script>|<!--<|<img/);
  await expect(row(page, 'Running and queued jobs', 'owned')).toContainText('</script><!--');
  await expect(page).toHaveTitle(/Overview/);
  expect(errors).toEqual([]);
});

test('a drawing is the viewer’s own: not another’s, no stranger’s, and without a session', async ({
  page,
  testbed,
  context,
}) => {
  testbed.vault.running({ title: 'For those signed in' });
  await opened(page, testbed);
  const text = await documentOf(page, testbed);
  expect(text).toContain('For those signed in');
  const sessions = testbed.vault.calls.flatMap(({ session }) => session ?? []);
  expect(sessions).not.toEqual([]);
  for (const session of sessions) expect(text).not.toContain(session);

  await signOut(context, testbed);
  expect(await documentOf(page, testbed)).not.toMatch(/For those signed in|data-drawn/);
  await page.goto(testbed.url);
  await signInAs(page, 'nojobs@vault.test');
  await testbed.settled();
  expect(await documentOf(page, testbed)).not.toMatch(/For those signed in|data-drawn/);
});

test('a page is drawn in the zone and the theme that the viewer chose', async ({
  page,
  testbed,
  context,
}) => {
  await opened(page, testbed);
  await page.evaluate(() =>
    localStorage.setItem('jobwatch.preferences', '{"zone":"Asia/Tokyo","theme":"dark"}'),
  );
  await page.reload();
  await expect(page.getByRole('banner')).toContainText('Times in Asia/Tokyo');
  await expect
    .poll(async () => documentOf(page, testbed))
    .toMatch(/<html data-theme="dark"[^]*Times in (<!-- -->)?Asia\/Tokyo/);
  // Without it, nothing is guessed.
  await context.clearCookies({ name: lookCookie(new URL(testbed.url).port, '/') });
  expect(await documentOf(page, testbed)).not.toContain(drawnMark);
});

async function signOut(context: BrowserContext, { url }: Testbed): Promise<void> {
  const headers = { Origin: url, 'Sec-Fetch-Site': 'same-origin' };
  expect((await context.request.delete(`${url}/api/session`, { headers })).ok()).toBe(true);
}
