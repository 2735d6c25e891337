/** With any font nothing on a wall is cut off, overlapped or too small, and every job is shown. */
import type { Page } from '@playwright/test';

import { expect, skipTime, test } from './fixtures.ts';
import { flaws } from './flaws.ts';
import { cycle, emptied, furnished, openWall } from './wall.ts';

const hour = 3_600_000;

test.use({ at: '2026-03-10T14:00:00Z', viewport: { width: 1920, height: 1080 } });

// On a larger screen of the same shape all is larger alike, so one count of jobs tells.
const screens = [
  { name: 'landscape', viewport: { width: 1920, height: 1080 }, counts: [5, 60, 300] },
  { name: '4K', viewport: { width: 3840, height: 2160 }, counts: [60] },
  { name: 'portrait', viewport: { width: 1080, height: 1920 }, counts: [5, 60, 300] },
];

for (const { name, viewport, counts } of screens) {
  for (const count of counts) {
    const tag = count === 60 ? '@every-font' : [];
    test(
      `${count} jobs all have their turn within a cycle${count === 60 ? ', and failures stay' : ''}, in ${name}`,
      { tag },
      async ({ page, testbed }) => {
        await page.setViewportSize(viewport);
        const ids = furnished(testbed, count);
        await openWall(page, testbed, 'view=now');
        const shown = new Set<string>();
        const floor = (28 * Math.min(viewport.width, viewport.height)) / 1080;
        const found = await cycle(page, async () => {
          for (const id of await page.locator('li[data-job]').evaluateAll(idsOf)) shown.add(id);
          if (count === 60) await expectFailuresToStay(page, viewport.height);
          return flaws(page, floor);
        });
        expect(found).toEqual([]);
        expect([...shown].toSorted()).toEqual(ids.toSorted());
        await expect(
          page.getByText(new RegExp(`(^|of )${count} jobs( needs? attention)?$`)),
        ).toBeVisible();
      },
    );
  }
}

function idsOf(elements: Element[]): string[] {
  return elements.map((element) => element.getAttribute('data-job') ?? '');
}

async function expectFailuresToStay(page: Page, height: number): Promise<void> {
  const held = page.getByRole('list', { name: 'Needs attention' });
  await expect(held.getByText('Deploy Package')).toBeInViewport({ ratio: 1 });
  const box = await held.boundingBox();
  expect(box?.height).toBeLessThanOrEqual(height / 3);
}

test('text grows with the scale, and nothing is cut off', async ({ page, testbed }) => {
  furnished(testbed, 60);
  await openWall(page, testbed, 'view=now&scale=1.5');
  expect(await cycle(page, async () => flaws(page, 28 * 1.5))).toEqual([]);
});

test('every text of the verdict fits', { tag: '@every-font' }, async ({ page, testbed }) => {
  emptied(testbed);
  testbed.vault.finished({ title: 'Deploy Package', agoMs: 30 * hour });
  testbed.vault.finished({ title: 'Deploy Package', agoMs: hour });
  await openWall(page, testbed, 'view=now');
  await expect(page.getByText('All clear')).toBeVisible();
  await expectNoFlaws(page, 28);

  testbed.vault.running({ title: 'Export Documents' });
  await skipTime(page, testbed, 31_000);
  await expect(page.getByText('Export Documents')).toBeVisible();
  await expectNoFlaws(page, 28);
  await page.setViewportSize({ width: 1080, height: 1920 });
  await expect(page.getByText('All clear')).toBeVisible();
  await expectNoFlaws(page, 28);
  await openWall(page, testbed, 'view=now&scale=1.5');
  await expect(page.getByText('All clear')).toBeVisible();
  await expectNoFlaws(page, 28 * 1.5);
});

/** The wall measures itself again after it has changed: only then it is as it stays. */
async function expectNoFlaws(page: Page, floor: number): Promise<void> {
  await expect.poll(async () => flaws(page, floor)).toEqual([]);
}
