/** Nothing jumps: what is on screen stays where it is while a page is loaded. */
import { expect, test } from './fixtures.ts';
import { shiftsOf, watchShifts } from './layout-shift.ts';

/** Each page, world, width and speed at least once. */
const loads = [
  { path: '/', world: 'huge', width: 1366, isSlow: false },
  { path: '/', world: 'odd', width: 360, isSlow: true },
  { path: '/', world: 'busy', width: 1920, isSlow: true },
  { path: '/history', world: 'busy', width: 360, isSlow: false },
  { path: '/history', world: 'odd', width: 1366, isSlow: true },
  { path: '/insights', world: 'busy', width: 360, isSlow: false },
  { path: '/wall', world: 'busy', width: 360, isSlow: false },
  { path: '/titles?title=TITLE', world: 'odd', width: 360, isSlow: false },
  { path: '/jobs/ID', world: 'busy', width: 1366, isSlow: false },
  { path: '/wall/setup', world: 'odd', width: 360, isSlow: false },
  { path: '/settings', world: 'busy', width: 360, isSlow: true },
] as const;

for (const { path, world, width, isSlow } of loads) {
  test.describe(`the world ${world}`, () => {
    test.use({ world, viewport: { width, height: width === 1920 ? 1080 : 768 } });

    test(`${path} stays in place while it is loaded, ${width} px wide${isSlow ? ', slowly' : ''}`, async ({
      page,
      context,
      testbed,
    }) => {
      await watchShifts(page);
      if (isSlow) {
        const browser = await context.newCDPSession(page);
        await browser.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        // As the developer tools have it under the name of Fast 4G.
        await browser.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: 60,
          downloadThroughput: 1_012_500,
          uploadThroughput: 168_750,
        });
      }
      const [job] = testbed.vault.histories();
      await page.goto(
        testbed.url + path.replace('TITLE', `${job?.title}`).replace('ID', `${job?.id}`),
      );
      await expect(page.locator('main, section').first()).toBeVisible();
      await testbed.settled();
      await expect(page.getByRole('status', { name: 'Loading from Vault' })).toHaveCount(0);
      await testbed.settled();
      const { sum, moved } = await shiftsOf(page);
      expect(sum, moved.join('\n')).toBeLessThanOrEqual(0.02);
    });
  });
}
