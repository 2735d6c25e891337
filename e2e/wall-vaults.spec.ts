/** A wall and an overview of several Vaults: what happens at one takes nothing from the others. */
import type { Page } from '@playwright/test';

import { expect, expectAccessible, passTime, row } from './fixtures.ts';
import { type Site, testOf, token } from './several-vaults.ts';

const minute = 60_000;

const tiles = (name: string) => [`Errors encountered Failed ${name}`, 'Running Same title'];

const test = testOf(
  {
    here: 'Acme|production|blue',
    ahead: 'Acme|sandbox|teal|America/New_York',
    slow: 'Beta|sandbox|purple',
    down: 'Gamma|production|brown',
    refusing: 'Delta|pink',
  },
  {
    displays: {
      here: 'reader',
      ahead: 'reader',
      slow: 'reader',
      down: 'reader',
      refusing: 'locked',
    },
  },
);

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

/** The titles of a list of the overview that stand under a Vault's badge. */
async function titlesOf(page: Page, list: string, { host }: Site): Promise<string[]> {
  const own = page
    .getByRole('table', { name: list })
    .getByRole('row')
    .filter({ has: page.locator(`[data-row-vault="${host}"]`) });
  return own
    .getByRole('link')
    .evaluateAll((links) =>
      links.flatMap((link) => (link.tabIndex < 0 ? [] : [link.textContent])).toSorted(),
    );
}

const needAttention = 'Titles that need attention';
const live = 'Running and queued jobs';

test('of five Vaults, one slow, one down and one refusing its account, the others are exact to the row', async ({
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
  }
  const card = ({ host }: Site) => page.locator(`[data-vault="${host}"]`);
  // Its clock is ahead, and it writes the local time of another zone.
  ahead.world.switches.times = 'America/New_York';
  ahead.world.faults.set({ kind: 'date-skew', ms: 10 * minute });
  slow.world.faults.set({ kind: 'slow', ms: 4_000 });

  const options = '?vaults=all&view=now&zone=UTC&scale=0.5';
  await page.goto(`${testbed.url}/display/${token}${options}`);
  await expect(page).toHaveURL(`${testbed.url}/wall${options}`);
  for (const [name, site] of Object.entries({ here, ahead, down })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect.poll(async () => tilesOf(page, site)).toEqual(tiles(name));
  }
  // The slow one takes its time, and nobody else's.
  await expect(card(slow)).toHaveAttribute('data-liveness', 'loading');
  await expect.poll(async () => tilesOf(page, slow), { timeout: 20_000 }).toEqual(tiles('slow'));
  expect(await tilesOf(page, refusing)).toEqual([]);
  await expect(card(refusing)).toContainText('This display can’t sign in to Vault');
  await expect(card(ahead)).toContainText('ahead of this device’s clock');
  await expect(card(here)).not.toContainText('ahead of');
  await expect(card(here)).toContainText('1 of 2 jobs needs attention');
  await expect(page.getByText('4 of 5 Vaults live')).toBeVisible();
  await expectAccessible(page);

  slow.world.faults.clear();
  const overview = await context.newPage();
  await overview.goto(`${testbed.url}/?vaults=all&zone=UTC`);
  for (const [name, site] of Object.entries({ here, ahead, slow, down })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await expect
      .poll(async () => titlesOf(overview, needAttention, site))
      .toEqual([`Failed ${name}`]);
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await titlesOf(overview, live, site)).toEqual(['Same title']);
  }
  const line = ({ host }: Site) => overview.locator(`[data-vault="${host}"]`);
  await expect(line(refusing)).toContainText('This display can’t sign in to Vault');
  await expect(
    overview.getByText('4 titles are failing in 4 of 5 Vaults; Delta is not included'),
  ).toBeVisible();
  const rowOf = ({ host }: Site) =>
    row(overview, live, 'Same title').filter({
      has: overview.locator(`[data-row-vault="${host}"]`),
    });
  // By the clock of its own Vault, which is ten minutes ahead: by another it starts in the future.
  await expect(rowOf(ahead).getByRole('cell').last()).toHaveText(/^5 min/);
  await expect(rowOf(here).getByRole('cell').last()).toHaveText(/^5 min/);
  await expect(rowOf(ahead).getByRole('link', { name: 'Same title' })).toHaveAttribute(
    'href',
    new RegExp(`^${testbed.url}/v/${ahead.host}/jobs/`),
  );
  await expectAccessible(overview);

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
  // The overview's rows are those of the wall.
  await expect(line(down)).toContainText('Vault is not responding. No answer since');
  await expect(rowOf(down)).toContainText('as of');
  await expect(
    overview.getByText('in 3 of 5 Vaults; Gamma (Production) and Delta are not included'),
  ).toBeVisible();
  for (const [name, site] of Object.entries({ ahead, slow, down })) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await titlesOf(overview, needAttention, site)).toEqual([`Failed ${name}`]);
  }
  await expect
    .poll(async () => titlesOf(overview, live, here))
    .toEqual(['Began later', 'Same title']);
  // Both as one wall: each list every ten seconds.
  expect(calls() - before).toBeLessThanOrEqual(2 * 12 + 2);
});
