/** Two servers that share a state: one goes on where the other was, and never without knowing where. */
import { afterEach, expect, test } from 'vitest';

import { createLog } from '#proxy/log.ts';
import { createMemoryState } from '#proxy/state/memory-state.ts';
import { type SharedState, sharedStateDown } from '#proxy/state/shared-state.ts';
import { signedInClient } from '#simulator/testing/signed-in-client.ts';

import { readAllowed } from './delivery/private-address.ts';
import { createWebhook } from './delivery/webhook.ts';
import { createNotifications } from './notifications.ts';
import { accept, breakOff, webhookSink } from './testing/webhook-sink.ts';
import { defaultRules } from './troubles/rules.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function sharing() {
  const sink = await webhookSink();
  ends.push(sink.close);
  const { call, clock, world } = await signedInClient();
  const state = createMemoryState({ clock, isShared: true });
  const log = createLog({ level: 'silent', clock });
  const { allowed } = readAllowed('127.0.0.1');
  const about = { id: 'one', kind: 'webhook', allowed, outgoingProxy: () => undefined } as const;
  const settings = {
    sinks: [createWebhook({ ...about, url: new URL(sink.url) })],
    rules: defaultRules,
    statePath: undefined,
    address: undefined,
  };
  const vault = { host: world.host, name: 'Acme', origin: `https://${world.host}` };
  const server = (own: Partial<SharedState> = {}) =>
    createNotifications(settings, {
      call,
      clock,
      log,
      vault,
      path: '',
      state: { ...state, ...own },
    });
  const pass = async (one: ReturnType<typeof server>) => {
    clock.advance(60_000);
    await one.tick();
  };
  const said = () =>
    sink.bodies().flatMap(({ events }) => events.map(({ change, title }) => `${change} ${title}`));
  return { sink, world, state, server, pass, said };
}

test('who takes over and can’t read what was said says nothing until it can', async () => {
  const { world, state, server, pass, said } = await sharing();
  const first = server();
  world.finished({ title: 'Ledger', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(first);
  await first.stop();
  let isDown = true;
  const second = server({
    get: (key) => (isDown ? Promise.reject(sharedStateDown()) : state.get(key)),
  });
  await pass(second);
  isDown = false;
  world.finished({ title: 'Import', status: 'TIMEOUT', agoMs: 1_000 });
  await pass(second);
  expect(said()).toEqual(['began Ledger', 'began Import']);
});

test('who ends sends no further message, and who comes after it does', async () => {
  const { sink, world, server, pass, said } = await sharing();
  const first = server();
  sink.answer(breakOff);
  for (let n = 0; n < 70; n += 1)
    world.finished({ title: `Title ${n}`, status: 'TIMEOUT', agoMs: 1_000 });
  await pass(first);
  sink.received.splice(0);
  const held: (() => void)[] = [];
  sink.answer((response) => void held.push(() => response.end()));
  const passing = pass(first);
  await expect.poll(() => held.length).toBe(1);
  const stopping = first.stop();
  for (const letGo of held) letGo();
  await Promise.all([passing, stopping]);
  // Thirty of seventy, which were on their way.
  expect(sink.received).toHaveLength(1);
  sink.answer(accept);
  await pass(server());
  expect(sink.received).toHaveLength(3);
  expect([said().length, new Set(said()).size]).toEqual([70, 70]);
});
