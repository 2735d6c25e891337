/** How what is said reaches its addresses: once, in order, and through what goes wrong on the way. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';

import { notifications } from '#contract/notifications.ts';

import { watchedBySink } from './testing/watched-vault.ts';
import { accept, status, webhookSink } from './testing/webhook-sink.ts';

const minute = 60_000;
const hour = 60 * minute;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const watched = (setting?: Parameters<typeof watchedBySink>[1]) => watchedBySink(ends, setting);

const read = async (answer: Response) => v.parse(notifications.answer('utc'), await answer.json());

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

test('what waits for a sink is a day old by the clock that it has its moments from', async () => {
  const { world, pass, sink, said } = await watched();
  // Vault says that it is two days earlier.
  world.faults.set({ kind: 'date-skew', ms: -48 * hour });
  sink.answer(status(503));
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(10 * minute);
  sink.answer(accept);
  await pass(10 * minute);
  expect(said()).toEqual(['began failing']);
});

test('a wait that was stored while the clock was days ahead is not waited for', async () => {
  const { world, pass, sink, said, restart, folder } = await watched();
  sink.answer(status(503));
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  await restart();
  const path = join(folder, 'state.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"nextAt":\d+/, '"nextAt":9e12'));
  sink.answer(accept);
  await pass(minute);
  expect(said()).toEqual(['began failing']);
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

test('where a server dies while it sends, the next one says that it may be a repeat', async () => {
  const { world, pass, sink, restart } = await watched();
  const held: ServerResponse[] = [];
  sink.answer((response) => void held.push(response));
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  const dying = pass(minute);
  await expect.poll(() => sink.received.length).toBe(1);
  sink.answer(accept);
  await restart('power');
  await pass(minute);
  world.finished({ title: 'Import', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(minute);
  const [repeat, next] = sink.bodies().slice(-2);
  expect(repeat?.mayRepeat).toBe(true);
  expect(repeat?.text).toMatch(/^This may be a repeat.*\n.*“Ledger” is failing/);
  expect(next?.mayRepeat).toBe(false);
  for (const response of held) response.destroy();
  await dying;
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
  expect(lines.join()).not.toContain('Ledger');
});
