/** What a wall does by itself, so that nobody has to touch it for weeks. */
import type { Locator, Page } from '@playwright/test';

import { expect, skipTime, type Testbed, test, setVisibility } from './fixtures.ts';

const second = 1_000;
const minute = 60 * second;

test.use({
  at: '2026-03-10T14:00:00Z', // 15:00 in Berlin, where the screen hangs
  viewport: { width: 1920, height: 1080 },
});

async function openWall(page: Page, testbed: Testbed, search = ''): Promise<void> {
  await page.goto(`${testbed.url}/wall${search}`);
  await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
}

/** A new failure, which the next poll finds. */
async function fail(page: Page, testbed: Testbed, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    testbed.vault.finished({ title, status: 'ERRORS_ENCOUNTERED', agoMs: 0 });
  }
  await skipTime(page, testbed, 31 * second);
}

function newFailure(page: Page): Locator {
  return page.getByRole('status', { name: 'New failure' });
}

/** Counts flashes, chimes and requests for the wake lock. */
async function count(page: Page): Promise<() => Promise<Counted>> {
  await page.addInitScript(() => {
    const counted = { flashes: 0, chimes: 0, locks: 0 };
    Object.assign(globalThis, { counted });
    const { value: animate } = Object.getOwnPropertyDescriptor(Element.prototype, 'animate') ?? {};
    Element.prototype.animate = function animated(...how) {
      if (this.matches('[data-failure-flash]')) counted.flashes += 1;
      return Reflect.apply(animate, this, how);
    };
    globalThis.AudioContext = class extends AudioContext {
      override createOscillator() {
        counted.chimes += 1;
        return super.createOscillator();
      }
    };
    Object.defineProperty(Navigator.prototype, 'wakeLock', {
      get: () => ({
        request: async () => {
          counted.locks += 1;
          if ('refuses' in globalThis) throw new Error('No.');
          const lock = Object.assign(new EventTarget(), { released: false });
          Object.assign(globalThis, { lock });
          return lock;
        },
      }),
    });
  });
  return async () => page.evaluate<Counted>('counted');
}

type Counted = { flashes: number; chimes: number; locks: number };

/** Releases the wake lock, as a browser does when a tab is hidden. */
async function release(page: Page): Promise<void> {
  await page.evaluate(`lock.released = true; lock.dispatchEvent(new Event('release'))`);
}

test.describe('a new failure', () => {
  test('flashes and chimes once, even for several at once, and not after a reload', async ({
    page,
    testbed,
  }) => {
    const counted = await count(page);
    testbed.vault.finished({ title: 'Old', status: 'FAILED_TO_RUN', agoMs: 5 * minute });
    await openWall(page, testbed, '?chime=on');
    await page.keyboard.press('Shift');
    await skipTime(page, testbed, minute);
    expect(await counted()).toMatchObject({ flashes: 0, chimes: 0 });

    await fail(page, testbed, 'Nightly index', 'Export Documents');
    await expect(newFailure(page)).toContainText(/Errors encountered, and 1 more/);
    expect(await counted()).toMatchObject({ flashes: 1, chimes: 1 });
    await skipTime(page, testbed, minute);
    await expect(newFailure(page)).toBeEmpty();

    await page.reload();
    await expect(page.locator('[data-liveness-word]')).toHaveText('Live');
    await page.keyboard.press('Shift');
    await skipTime(page, testbed, minute);
    expect(await counted()).toMatchObject({ flashes: 0, chimes: 0 });

    await fail(page, testbed, 'Third');
    await expect(newFailure(page)).toContainText('Third: Errors encountered');
    expect(await counted()).toMatchObject({ flashes: 1, chimes: 1 });
  });

  test('makes no sound in quiet hours, or where the chime is off', async ({ page, testbed }) => {
    const counted = await count(page);
    await openWall(page, testbed, '?chime=on&quiet=14:00-15:30');
    await page.keyboard.press('Shift');
    await fail(page, testbed, 'Nightly index');
    await expect(newFailure(page)).toContainText('Nightly index');
    expect(await counted()).toMatchObject({ flashes: 1, chimes: 0 });

    await openWall(page, testbed);
    await page.keyboard.press('Shift');
    await fail(page, testbed, 'Export Documents');
    await expect(newFailure(page)).toContainText('Export Documents');
    expect(await counted()).toMatchObject({ flashes: 1, chimes: 0 });
  });

  test('has no animation under reduced motion', async ({ page, testbed }) => {
    const counted = await count(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openWall(page, testbed);
    await fail(page, testbed, 'Nightly index');
    await expect(page.locator('[data-failure-flash]')).toBeVisible();
    expect(await counted()).toMatchObject({ flashes: 0 });
  });

  test('says that sound is off until a key is pressed', async ({ page, testbed }) => {
    // Chromium without a window asks for no gesture.
    await page.addInitScript(() => {
      let state = 'suspended';
      Object.defineProperty(AudioContext.prototype, 'state', { get: () => state });
      AudioContext.prototype.resume = async function resumed() {
        state = 'running';
        this.dispatchEvent(new Event('statechange'));
      };
    });
    await openWall(page, testbed, '?chime=on');
    const words = page.getByText('Sound is off until a key is pressed');
    await expect(words).toBeVisible();
    await page.keyboard.press('Shift');
    await expect(words).toBeHidden();
  });
});

test.describe('the screen', () => {
  test('is kept awake, and the lock is requested again after a release and on return', async ({
    page,
    testbed,
  }) => {
    const counted = await count(page);
    await openWall(page, testbed);
    await expect.poll(counted).toMatchObject({ locks: 1 });
    await expect(page.getByText('The screen may sleep')).toBeHidden();

    await release(page);
    await skipTime(page, testbed, 2 * second);
    await expect.poll(counted).toMatchObject({ locks: 2 });

    await setVisibility(page, 'hidden');
    await release(page);
    await skipTime(page, testbed, 2 * second);
    expect(await counted()).toMatchObject({ locks: 2 });
    await setVisibility(page, 'visible');
    await expect.poll(counted).toMatchObject({ locks: 3 });
  });

  test('may sleep where the lock is refused, and says so until it is granted', async ({
    page,
    testbed,
  }) => {
    await count(page);
    await page.addInitScript('globalThis.refuses = true');
    await openWall(page, testbed);
    const words = page.getByText('The screen may sleep: this device refuses to keep it awake');
    await expect(words).toBeVisible();
    await page.evaluate('delete globalThis.refuses');
    await skipTime(page, testbed, 31 * second);
    await expect(words).toBeHidden();
  });

  test('may sleep in a browser without wake locks, and says so', async ({ page, testbed }) => {
    await page.addInitScript('delete Navigator.prototype.wakeLock');
    await openWall(page, testbed);
    await expect(
      page.getByText('The screen may sleep: this browser can’t keep it awake'),
    ).toBeVisible();
  });

  test('moves all of its content slowly, and cuts nothing off', async ({ page, testbed }) => {
    await openWall(page, testbed);
    const banner = page.locator('[data-liveness-word]');
    const placed = async () => {
      await expect // the glide has ended
        .poll(async () => page.evaluate('document.getAnimations().length'))
        .toBe(0);
      const box = (await banner.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(1920);
      return box;
    };
    const before = await placed();
    await skipTime(page, testbed, 10 * minute);
    await expect.poll(async () => (await placed()).x).not.toBe(before.x);
    const after = await placed();
    const moved = Math.hypot(after.x - before.x, after.y - before.y);
    expect(moved).toBeGreaterThanOrEqual(8);
    expect(moved).toBeLessThanOrEqual(24);
    const foot = (await page.locator('main footer').last().boundingBox()) ?? { y: 0, height: 0 };
    expect(foot.y + foot.height).toBeLessThanOrEqual(1080);
  });

  test('is dimmed in its hours, except after a new failure', async ({ page, testbed }) => {
    await openWall(page, testbed, '?dim=15:05-06:00');
    const dark = page.locator('[data-dim]');
    await expect(dark).toBeHidden();
    await skipTime(page, testbed, 6 * minute);
    await expect(dark).toBeVisible();
    await fail(page, testbed, 'Nightly index');
    await expect(dark).toBeHidden();
    await skipTime(page, testbed, 5 * minute);
    await expect(dark).toBeVisible();
  });
});
