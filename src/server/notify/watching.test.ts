/** What a server says of a Vault that it watches, and what it keeps to itself. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';

import { monitors } from '#contract/jobs.ts';
import { notifications } from '#contract/notifications.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';

import { watchedVault } from './testing/watched-vault.ts';
import { accept, status, webhookSink } from './testing/webhook-sink.ts';

const minute = 60_000;
const hour = 60 * minute;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Setting = { rules?: unknown; more?: string; environment?: Record<string, string> };

async function watched({ rules, more, environment }: Setting = {}) {
  const sink = await webhookSink();
  const NOTIFY_URLS = more === undefined ? sink.url : `${sink.url},${more}`;
  const vault = watchedVault({ environment: { NOTIFY_URLS, ...environment }, rules });
  ends.push(sink.close, vault.close);
  const said = () =>
    sink.bodies().flatMap(({ events }) => events.map(({ change, kind }) => `${change} ${kind}`));
  return { ...vault, sink, said };
}

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

test('while a sink is down what is said waits for it, in order, and arrives together', async () => {
  const { world, pass, sink, said } = await watched();
  sink.answer(status(503));
  await pass(minute);
  for (const title of ['One', 'Two', 'Three']) {
    world.finished({ title, status: 'TIMEOUT', agoMs: 1_000 });
    await pass(20 * minute);
    world.finished({ title, agoMs: 1_000 });
    await pass(20 * minute);
  }
  expect(said()).toEqual([]);
  // Less and less often: every ten minutes in the end.
  expect(sink.received.length).toBeLessThan(20);
  sink.answer(accept);
  await pass(10 * minute);
  expect(sink.bodies()).toHaveLength(1);
  expect(sink.bodies()[0]?.events.map(({ title, change }) => `${title} ${change}`)).toEqual(
    ['One', 'Two', 'Three'].flatMap((title) => [`${title} began`, `${title} ended`]),
  );
});

test('one address that is down or refuses holds up no other, and all is stored', async () => {
  const [down, refusing] = [await webhookSink(), await webhookSink()];
  ends.push(down.close, refusing.close);
  down.answer(status(503));
  refusing.answer(status(410));
  const { world, pass, said, lines } = await watched({
    more: `slack+${down.url},teams+${refusing.url}`,
  });
  for (const title of ['One', 'Two', 'Three']) {
    world.finished({ title, status: 'TIMEOUT', agoMs: 1_000 });
    await pass(minute);
  }
  expect(said()).toEqual(['began failing', 'began failing', 'began failing']);
  expect(refusing.received).toHaveLength(3);
  expect(lines.filter((line) => line.includes('state-not-stored'))).toEqual([]);
});

test('what a sink refuses is not sent again, and is in the log of deliveries', async () => {
  const { world, pass, sink, report } = await watched();
  sink.answer(status(404));
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(hour);
  expect(sink.received).toHaveLength(1);
  const shown = await read(await report('admin'));
  if (shown.kind !== 'on') throw new Error('it is on');
  expect(shown.sinks).toEqual([{ to: 'webhook', host: `127.0.0.1:${sink.port}`, waiting: 0 }]);
  expect(shown.deliveries).toMatchObject([
    {
      to: 'webhook',
      outcome: 'refused',
      detail: 'HTTP 404',
      attempts: 1,
      notices: [{ kind: 'failing', change: 'began', title: 'Ledger' }],
    },
  ]);
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

test('a state that can’t be written is survived: said once, shown, and nothing is sent twice', async () => {
  const { world, pass, folder, lines, said, report } = await watched();
  await pass(minute);
  // A full disk, and then one that stays so.
  symlinkSync('/dev/full', join(folder, 'state.json.new'));
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  mkdirSync(join(folder, 'state.json.new/stays'), { recursive: true });
  await pass(30 * minute);
  const shown = await read(await report('admin'));
  expect(shown.kind === 'on' && shown.notStored).toBe('EISDIR');
  world.finished({ title: 'Ledger', agoMs: 1_000 });
  await pass(30 * minute);
  expect(said()).toEqual(['began failing', 'ended failing']);
  const logged = lines.filter((line) => line.includes('state-not-stored'));
  expect(logged.map((line) => /"reason":"(\w+)"/.exec(line)?.[1])).toEqual(['ENOSPC', 'EISDIR']);
});

test('a state that can’t be read is said, and the server goes on', async () => {
  const { pass, folder, lines, restart, said, world } = await watched();
  await pass(minute);
  writeFileSync(join(folder, 'state.json'), '{"version":1,"memory":');
  await restart();
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(2 * minute);
  expect(lines.filter((line) => line.includes('state-lost'))).toHaveLength(1);
  expect(said()).toEqual(['began failing']);
});

test('the secret of an address is in no log, metric, report or state', async () => {
  const { world, pass, sink, lines, folder, ask, report, restart } = await watched();
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  sink.answer(status(500));
  await pass(minute);
  sink.answer(status(403));
  await pass(10 * minute);
  sink.close();
  world.finished({ title: 'Ledger', agoMs: 1_000 });
  await pass(10 * minute);
  await restart();
  const seen = [
    ...lines,
    await (await ask('/metrics')).text(),
    await (await report('admin')).text(),
    readFileSync(join(folder, 'state.json'), 'utf8'),
  ].join('\n');
  expect(seen).toContain('"event":"notification"');
  expect(seen).not.toContain('a-secret-of-the-sink');
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
