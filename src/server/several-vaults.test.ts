/** A wall of five Vaults, each read through its own account: what happens at one stays there. */
import { expect, test } from 'vitest';

import { client } from '#contract/client.ts';
import { VaultError } from '#contract/envelope.ts';
import { milliseconds } from '#contract/instant.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createLog } from '#proxy/log.ts';
import { minute, second } from '#simulator/clock.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { createServer } from './server.ts';
import { token } from './testing/server-with-display.ts';

const names = ['here', 'away', 'slow', 'down', 'refusing'] as const;
type Name = (typeof names)[number];

const origin = 'http://127.0.0.1:4100';
const hostOf = (name: Name) => `${name}.vault.test`;
const account = (name: Name) =>
  `${name === 'refusing' ? 'locked' : 'reader'}@vault.test|simulated|https://${hostOf(name)}`;

/** A wall that has opened its link, and the worlds behind it. */
async function wall(shown: readonly Name[] = names) {
  const clock = createManualClock();
  const simulator = createSimulator({ clock, world: 'quiet' });
  const worldOf = (name: Name) => simulator.world(hostOf(name));
  const lines: string[] = [];
  const to = { write: (line: string) => lines.push(line) };
  const server = createServer({
    environment: {
      // One of them writes its dates in the local time of another zone.
      VAULT_URL: shown
        .map(
          (name) => `${name}|${name === 'away' ? 'America/New_York' : ''}|https://${hostOf(name)}`,
        )
        .join(','),
      DISPLAY_ACCOUNTS: shown.map(account).join(','),
      DISPLAY_TOKEN: token,
      VAULT_TIMEOUT_MS: '500',
    },
    clock,
    upstream: simulator.fetch,
    log: createLog({ level: 'debug', clock, to }),
  });
  const opened = await server.fetch(new Request(`${origin}/display/${token}?vaults=all`));
  const cookie = opened.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const call = (name: Name) => {
    const path = name === shown[0] ? '' : `/v/${hostOf(name)}`;
    return client({
      send: async (request) => {
        request.headers.set('cookie', cookie);
        return server.fetch(request);
      },
      root: () => `${origin}${path}/api/vault`,
      now: clock.now,
    });
  };
  /** Each row as the wall gets it, or why it gets none. */
  const seen = async (name: Name) => {
    try {
      const lists = [
        await call(name)(monitors, { limit: 200 }),
        await call(name)(histories, { limit: 200 }),
      ];
      return lists.flatMap(({ data }) =>
        data.jobs.map(({ id, title, status, created, end }) => ({
          id,
          title,
          status,
          created: created && milliseconds(created),
          end: end && milliseconds(end),
        })),
      );
    } catch (error) {
      return error instanceof VaultError ? error.type : String(error);
    }
  };
  /** Each row as its Vault has it. */
  const rowsOf = (name: Name) => {
    const world = worldOf(name);
    const rows = (jobs: ReturnType<typeof world.monitors>) =>
      jobs.slice(0, 200).map(({ id, title, created, ended }) => ({
        id,
        title,
        status: world.statusOf(id),
        created,
        end: ended <= clock.now() ? ended : undefined,
      }));
    return [...rows(world.monitors()), ...rows(world.histories())];
  };
  return { clock, worldOf, seen, rowsOf, cookie, lines };
}

test('of five Vaults one is down, one slow, one in another zone and one refuses its account: the others are exact to the row', async () => {
  const { clock, worldOf, seen, rowsOf, cookie, lines } = await wall();
  for (const name of names) {
    const world = worldOf(name);
    world.running({ title: 'Same title', forMs: 5 * minute });
    world.finished({ title: `Failed ${name}`, status: 'ERRORS_ENCOUNTERED', agoMs: minute });
    world.finished({ title: 'Same title', agoMs: 2 * minute });
  }
  worldOf('away').switches.times = 'America/New_York';
  worldOf('slow').faults.set({ kind: 'silent' }, { endpoint: 'monitors', times: 1 });
  worldOf('down').faults.set({ kind: 'dropped' });

  const late = seen('slow');
  for (const name of ['here', 'away'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, while the slow one is asked
    expect(await seen(name)).toEqual(rowsOf(name));
  }
  expect(await seen('down')).toBe('VAULT_UNREACHABLE');
  expect(await seen('refusing')).toBe('DISPLAY_SIGNED_OUT');
  expect(rowsOf('away')).not.toEqual([]);

  expect(await late).toBe('VAULT_TIMEOUT');
  worldOf('down').faults.clear();
  clock.advance(2 * minute);
  for (const name of ['here', 'away', 'slow', 'down'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await seen(name)).toEqual(rowsOf(name));
  }
  expect(await seen('refusing')).toBe('DISPLAY_SIGNED_OUT');
  expect(lines.join('') + cookie).not.toMatch(/simulated\b(?!-)|simulated-display/);
});

/** How often each Vault is called within five minutes. */
async function callsOf(shown: readonly Name[]) {
  const { clock, worldOf, seen } = await wall(shown);
  for (let ticks = 0; ticks < 30; ticks += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as a wall polls
    await Promise.all(shown.map(seen));
    clock.advance(10 * second);
  }
  return shown.map((name) => worldOf(name).calls.length);
}

test('each of five Vaults is asked as often as one alone', async () => {
  const [alone] = await callsOf(['here']);
  const five = await callsOf(names);
  expect(five.slice(0, 4)).toEqual([alone, alone, alone, alone]);
});
