/** What a wall says of the throughput of several Vaults is so of each by itself. */
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import { VaultError } from '#contract/envelope.ts';
import { instant } from '#contract/instant.ts';

import type { Day } from '../../../queries/last-24-hours.ts';
import { deviceNow } from '../../../time/clock.ts';
import type { WatchedVault } from '../../../vaults/use-watched-vaults.ts';
import { watchedOf } from '../../../vaults/watched.ts';
import { throughputPages, throughputsOfPage, VaultThroughputs } from './VaultThroughputs.tsx';

const hour = 3_600_000;
const now = deviceNow();

function day(fields: Partial<Day> & { well?: number; badly?: number } = {}): Day {
  const { well = 0, badly = 0, until = now, ...rest } = fields;
  const jobs = (count: number, status: string) =>
    Array.from({ length: count }, () => ({
      title: 'Ledger',
      status,
      createdBy: undefined,
      at: instant(until - hour),
    }));
  return {
    until,
    jobs: [...jobs(well, 'SUCCESS'), ...jobs(badly, 'TIMEOUT')],
    knownFrom: -Infinity,
    rows: well + badly,
    withoutEndAt: [],
    withoutEnd: 0,
    unreadable: 0,
    warnings: [],
    ...rest,
  };
}

type Known = { day?: Day | undefined; error?: Error; aheadMs?: number };

function vault(host: string, { day: data, error, aheadMs = 0 }: Known = {}): WatchedVault {
  const watched = watchedOf({
    session: undefined,
    monitors: undefined,
    histories: undefined,
    failures: [],
    day: data,
    known: [],
    seenSince: new Map(),
    isShown: () => true,
    isReading: false,
    now,
    aheadMs: () => aheadMs,
    polling: () => ({ asOf: now, lastContact: undefined, startedAt: now, everyMs: 10_000, error }),
  });
  const place = { host, name: host, path: '', isSignedIn: true, hasDisplay: false };
  return { place, watched, budget: undefined, day: { data, error: null } };
}

const filter = { title: '', not: [] };

/** Draws them; returns the row of a Vault. */
async function shown(...vaults: WatchedVault[]) {
  await render(<VaultThroughputs vaults={vaults} filter={filter} zone="UTC" />);
  const rows = screen.getByRole('list', { name: 'Finished jobs of each Vault' });
  return (host: string) =>
    rows.getByRole('listitem').nth(vaults.findIndex(({ place }) => place.host === host));
}

test('each Vault has its own numbers, and there is no sum of them', async () => {
  const rowOf = await shown(
    vault('acme', { day: day({ well: 1_203, badly: 1 }) }),
    vault('beta', { day: day({ well: 2, badly: 2 }) }),
  );
  await expect.element(rowOf('acme')).toHaveTextContent('Finished in the last 24 hours1,203');
  await expect.element(rowOf('acme')).toHaveTextContent('99.9% success rate');
  await expect.element(rowOf('beta')).toHaveTextContent('50.0% success rate');
  expect(document.body.textContent).not.toMatch(/1,205|1,208/);
});

test('a Vault that is known in part, since long ago or not at all says so, beside one that is known', async () => {
  const refused = new VaultError([{ type: 'DISPLAY_SIGNED_OUT', message: 'Locked.' }]);
  const rowOf = await shown(
    vault('known', { day: day({ well: 5 }) }),
    vault('part', { day: day({ well: 5, knownFrom: now - 2 * hour }) }),
    vault('old', { day: day({ well: 5, until: now - 2 * hour }) }),
    vault('down', { error: refused }),
  );
  await expect.element(rowOf('known')).toHaveTextContent('Finished in the last 24 hours');
  await expect
    .element(rowOf('part'))
    .toHaveTextContent(/Finished since .*Only the newest 5 finished jobs/);
  await expect.element(rowOf('old')).toHaveTextContent('the 24 hours until');
  await expect
    .element(rowOf('down'))
    .toHaveTextContent('This display can’t sign in to Vault (Locked).');
  // There are no bars or hours here.
  expect(document.body.textContent).not.toMatch(/bars|hatched|any hour/i);
  expect(rowOf('down').element().textContent).not.toMatch(/succeeded|rate/);
});

test('a day is as old as it is by the clock of its own Vault', async () => {
  const aheadMs = 2 * hour;
  const rowOf = await shown(
    vault('ahead', { aheadMs, day: day({ well: 5, until: now + aheadMs }) }),
  );
  await expect.element(rowOf('ahead')).toHaveTextContent('Finished in the last 24 hours');
});

test('no Vault is cut off: all are on one of the pages, and each once', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  for (const area of [
    { width: 100, height: 50 },
    { width: 40, height: 20 },
    { width: 20, height: 3 },
  ]) {
    const pages = Array.from({ length: throughputPages(hosts.length, area) }, (_, page) =>
      throughputsOfPage(hosts, page, area),
    );
    expect(pages.flat()).toEqual(hosts);
    expect(pages.every(({ length }) => length > 0)).toBe(true);
  }
});
