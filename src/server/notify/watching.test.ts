/** What a server says of a Vault that it watches, and to whom it shows that. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';

import { monitors } from '#contract/jobs.ts';
import { notifications } from '#contract/notifications.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';

import { watchedBySink } from './testing/watched-vault.ts';

const minute = 60_000;
const hour = 60 * minute;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const watched = (setting?: Parameters<typeof watchedBySink>[1]) => watchedBySink(ends, setting);

const read = async (answer: Response) => v.parse(notifications.answer('utc'), await answer.json());

test('while Vault is down, or warns that its lists lack rows, nothing begins and nothing ends', async () => {
  const { world, pass, said } = await watched();
  await pass(minute);
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  world.faults.set({ kind: 'exception' });
  await pass(3 * minute);
  expect(said()).toEqual([]);
  world.faults.clear();
  await pass(minute);
  expect(said()).toEqual(['began failing']);
  world.finished({ title: 'Ledger', agoMs: 1_000 });
  world.faults.set(
    { kind: 'warning', messages: ['some rows are missing'] },
    { endpoint: 'histories' },
  );
  await pass(3 * minute);
  expect(said()).toEqual(['began failing']);
  world.faults.clear();
  await pass(minute);
  expect(said()).toEqual(['began failing', 'ended failing']);
});

test('that Vault can’t be read is said once, and once that it can be again, where a rule wants it', async () => {
  const { world, pass, said, sink } = await watched({
    rules: { rules: [{ when: ['failing', 'unreachable'] }] },
  });
  world.faults.set({ kind: 'maintenance' });
  await pass(14 * minute);
  expect(said()).toEqual([]);
  await pass(3 * hour);
  expect(said()).toEqual(['began unreachable']);
  world.faults.clear();
  await pass(10 * minute);
  expect(said()).toEqual(['began unreachable', 'ended unreachable']);
  expect(sink.bodies()[0]?.text).toBe(
    'Acme: Vault can’t be read since 10 Mar 2026, 14:01 UTC (VAULT_MAINTENANCE). Until it can, nothing is said of any job.',
  );
});

test('a title that goes on failing is said once, and again after the hours that a rule names', async () => {
  const { world, pass, said } = await watched({
    rules: { rules: [{ when: 'failing', remindAfterHours: 6 }] },
  });
  for (let night = 0; night < 3; night += 1) {
    world.finished({ title: 'Ledger', status: 'ERRORS_ENCOUNTERED', agoMs: 1_000 });
    await pass(4 * hour, 10 * minute);
  }
  // The failure gets old, and is no success for that.
  await pass(26 * hour, hour);
  const all = said();
  expect(all.slice(0, 2)).toEqual(['began failing', 'reminder failing']);
  expect(new Set(all.slice(2))).toEqual(new Set(['reminder failing']));
  expect(all).toHaveLength(1 + 6);
});

test('no title leaves the server where titles are left out', async () => {
  const { world, pass, sink } = await watched({
    rules: { titles: false, rules: [{ when: ['failing', 'overdue', 'stuck', 'long'] }] },
    environment: { PUBLIC_URL: 'https://jobs.example.com', BASE_PATH: '/jobwatch' },
  });
  const { id } = world.finished({ title: 'Secret merger', status: 'TIMEOUT', agoMs: 1_000 });
  world.scheduled({ title: 'Secret merger', inMs: -hour });
  world.queued({ title: 'Secret merger' });
  await pass(20 * minute);
  world.finished({ title: 'Secret merger', agoMs: 1_000 });
  await pass(minute);
  const events = sink.bodies().flatMap((body) => body.events);
  expect(events.map(({ kind, change }) => `${kind} ${change}`).toSorted()).toEqual([
    'failing began',
    'failing ended',
    'overdue began',
    'stuck began',
  ]);
  expect(sink.received.join()).not.toMatch(/secret merger/i);
  expect(sink.bodies()[0]?.text).toContain(`https://jobs.example.com/jobwatch/jobs/${id}`);
});

test('who may not read the jobs sees nothing of what was sent', async () => {
  const { world, pass, report } = await watched();
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  expect(await errorTypeOf(await report())).toBe('INVALID_SESSION_ID');
  expect((await read(await report('reader'))).kind).toBe('on');
  expect(await read(await report('nojobs'))).toEqual({ kind: 'hidden' });
  expect(await read(await report('admin', { vaultHost: 'other.vault.test' }))).toEqual({
    kind: 'hidden',
  });
});

test.each(['oldest-first', 'shuffled', 'by-id'] as const)(
  'also in a Vault whose lists come %s each trouble is said',
  async (order) => {
    const { world, pass, said } = await watched();
    world.switches.order = order;
    await pass(minute);
    world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
    await pass(10 * minute);
    expect(said()).toEqual(['began failing']);
    world.finished({ title: 'Ledger', agoMs: 1_000 });
    await pass(10 * minute);
    expect(said()).toEqual(['began failing', 'ended failing']);
  },
);

const sandbox = 'other.vault.test';
/** Both have one name, as production and its sandbox may. */
const two = {
  VAULT_URL: `Acme|production|https://quiet.vault.test,Acme|sandbox|https://${sandbox}`,
  DISPLAY_ACCOUNTS: `admin@vault.test|simulated|https://${sandbox}`,
  PUBLIC_URL: 'https://jobs.example.com',
};

test('of several Vaults each is watched by itself, and each notice names the one that it is of', async () => {
  const { world, worldOf, pass, sink, restart, report } = await watched({ environment: two });
  const other = worldOf(sandbox);
  const subjects = () => sink.bodies().flatMap(({ text }) => text.split('\n'));
  await pass(minute);
  // The same title at both is two troubles, and neither ends the other.
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  const { id } = other.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  const began = subjects();
  expect(began.flatMap((text) => /^.*? is failing/.exec(text) ?? []).toSorted()).toEqual([
    'Acme (Production): “Ledger” is failing',
    'Acme (Sandbox): “Ledger” is failing',
  ]);
  const link = `https://jobs.example.com/v/${sandbox}/jobs/${id}`;
  expect(began.find((text) => text.includes('(Sandbox)'))).toContain(link);
  world.finished({ title: 'Ledger', agoMs: 1_000 });
  await restart('power');
  await pass(2 * minute);
  expect(subjects().slice(2)).toEqual([expect.stringMatching(/^Acme \(Production\): .*runs well/)]);
  const reports = [await report('admin'), await report('admin', { vaultHost: sandbox })];
  const said = await Promise.all(reports.map(async (one) => JSON.stringify(await read(one))));
  expect(said.map((text) => text.match(/"change":"\w+"/g))).toEqual([
    ['"change":"ended"', '"change":"began"'],
    ['"change":"began"'],
  ]);
});

test('a Vault that is down, or that refuses its account, takes no notice from another', async () => {
  const { world, worldOf, pass, said, lines } = await watched({
    environment: { ...two, DISPLAY_ACCOUNTS: `admin@vault.test|wrong|https://${sandbox}` },
  });
  worldOf(sandbox).finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(2 * minute);
  expect(said()).toEqual(['began failing']);
  expect(lines.join('')).not.toContain('wrong"');
});

test('what was said of one Vault is not remembered of another that became the first', async () => {
  const { worldOf, pass, said, folder, lines, restart } = await watched({ environment: two });
  const state = join(folder, 'state.json');
  worldOf(sandbox).finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  expect(said()).toEqual(['began failing']);
  await restart();
  copyFileSync(`${state}.${sandbox}`, state);
  await pass(minute);
  expect(lines.filter((line) => line.includes('STATE_OF_ANOTHER_VAULT'))).toHaveLength(1);
  // Not even that it has recovered, as it never failed there.
  expect(said()).toEqual(['began failing']);
});

test('beside a wall it costs Vault no call more', async () => {
  const { pass, world, clock, ask } = await watched();
  await pass(5 * minute);
  const answer = await ask('/display/simulated-display-token-0123456789');
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const before = world.calls.length;
  for (let looks = 0; looks < 5; looks += 1) {
    await pass(minute);
    clock.advance(2_000);
    for (const list of ['monitors', 'histories'])
      await ask(`/api/vault/services/jobs/${list}?limit=200`, { headers: { cookie } });
    clock.advance(-2_000);
  }
  expect(world.calls.length - before).toBe(2 * 5);
  expect(monitors.keepMs).toBeGreaterThan(2_000);
});
