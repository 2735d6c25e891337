/** A wall of several Vaults: what happens at one takes nothing from the others. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, passTime } from './fixtures.ts';
import { type Site, testOf } from './several-vaults.ts';

const minute = 60_000;

const tiles = (name: string) => [`Errors encountered Failed ${name}`, 'Running Same title'];

const test = testOf({
  here: 'Acme|production|blue',
  ahead: 'Acme|sandbox|teal',
  slow: 'Beta|sandbox|purple',
  down: 'Gamma|production|brown',
  refusing: 'Delta|pink',
});

/** State and title of each tile of a Vault. */
async function tilesOf(page: Page, { host }: Site): Promise<string[]> {
  const own = page
    .getByRole('listitem')
    .filter({ has: page.locator(`[data-tile-vault="${host}"]`) });
  const texts = await own.evaluateAll((tiles) =>
    tiles.map((tile) =>
      ['[data-fact]', '[data-title]']
        .map((part) => tile.querySelector(part)?.textContent)
        .join(' '),
    ),
  );
  return texts.toSorted();
}

test('of five Vaults, one slow, one down and one refusing, the others are exact to the row', async ({
  page,
  context,
  testbed,
  sites,
}) => {
  const { here, ahead, slow, down, refusing } = sites;
  for (const [name, site] of Object.entries(sites)) {
    for (const { id } of [...site.world.monitors(), ...site.world.histories()]) {
      site.world.remove(id);
    }
    site.world.running({ title: 'Same title', forMs: 5 * minute });
    site.world.finished({ title: `Failed ${name}`, status: 'ERRORS_ENCOUNTERED', agoMs: minute });
    // oxlint-disable-next-line no-await-in-loop -- as a person signs in to each
    const signedIn = await context.request.post(`${testbed.url}/api/session`, {
      headers: { Origin: testbed.url, 'Sec-Fetch-Site': 'same-origin' },
      data: {
        vault: site.host,
        userName: site === refusing ? 'nojobs@vault.test' : 'admin@vault.test',
        password: 'simulated',
      },
    });
    expect(signedIn.ok(), await signedIn.text()).toBe(true);
  }
  const card = ({ host }: Site) => page.locator(`[data-vault="${host}"]`);
  ahead.world.faults.set({ kind: 'date-skew', ms: 10 * minute });
  slow.world.faults.set({ kind: 'slow', ms: 4_000 });

  await page.goto(`${testbed.url}/wall?vaults=all&view=now&zone=UTC&scale=0.5`);
  for (const [name, site] of Object.entries({ here, ahead, down })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect.poll(async () => tilesOf(page, site)).toEqual(tiles(name));
  }
  // The slow one takes its time, and nobody else's.
  await expect(card(slow)).toHaveAttribute('data-liveness', 'loading');
  await expect.poll(async () => tilesOf(page, slow), { timeout: 20_000 }).toEqual(tiles('slow'));
  expect(await tilesOf(page, refusing)).toEqual([]);
  await expect(card(refusing)).toContainText('No permission to see this Vault’s jobs');
  await expect(card(ahead)).toContainText('ahead of this device’s clock');
  await expect(card(here)).not.toContainText('ahead of');
  await expect(card(here)).toContainText('1 needs attention of 2 jobs');
  await expect(page.getByText('4 of 5 Vaults live')).toBeVisible();
  await expectAccessible(page);

  slow.world.faults.clear();
  await down.stop();
  here.world.running({ title: 'Began later' });
  const calls = () =>
    here.world.calls.filter(({ endpoint }) => endpoint === 'monitors' || endpoint === 'histories')
      .length;
  const before = calls();
  // In steps shorter than the time that an answer may take: it comes at their end.
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (let step = 0; step < 6; step += 1) await passTime(page, testbed, 20_000);
  await expect(card(down)).toHaveAttribute('data-liveness', 'not-live');
  await expect(card(down)).toContainText('Vault is not responding');
  await expect
    .poll(async () => tilesOf(page, down))
    .toEqual(['Was: Errors encountered Failed down', 'Was: Running Same title']);
  for (const [name, site] of Object.entries({ ahead, slow })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect.poll(async () => tilesOf(page, site)).toEqual(tiles(name));
  }
  await expect
    .poll(async () => tilesOf(page, here))
    .toEqual([...tiles('here'), 'Running Began later'].toSorted());
  await expect(card(here)).toHaveAttribute('data-liveness', 'live');
  // As one wall: each list every ten seconds.
  expect(calls() - before).toBeLessThanOrEqual(2 * 12 + 2);
});
