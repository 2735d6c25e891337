/**
 * Connections that are lost after a write was passed on, over real TCP. The sender does as browsers
 * do: a request on a connection that had been used before is sent again, byte for byte.
 */
import { Agent, request as open } from 'node:http';

import { afterEach, describe, expect, test } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createLog } from '#proxy/log.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { listen } from './listen.ts';
import { createServer } from './server.ts';
import { tcpFront } from './testing/tcp-front.ts';

const host = 'quiet.vault.test';
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

type Network = { request: RegExp; times: number; secret?: string; restarts?: boolean };

/** A browser, a front that loses connections, and Jobwatch before a simulated Vault. */
async function network({ request, times, secret, restarts = false }: Network) {
  const clock = createManualClock();
  const vaults = createSimulator({ clock, world: 'quiet' });
  const world = vaults.world(host);
  const environment = {
    VAULT_URL: `https://${host}`,
    PUBLIC_URL: 'http://jobs.test',
    ...(secret !== undefined && { SESSION_SECRET: secret }),
  };
  const serve = async () => {
    const log = createLog({ level: 'silent', clock });
    const { fetch } = createServer({ environment, clock, log, upstream: vaults.fetch });
    const listening = await listen(fetch, { port: 0, host: '127.0.0.1' });
    closing.push(listening.close);
    return listening.port;
  };
  const port = await serve();
  const next = restarts ? await serve() : port;
  const front = await tcpFront();
  closing.push(front.close);
  front.passTo(port);
  front.lose({ request, times, onLost: () => front.passTo(next) });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  closing.push(async () => {
    agent.destroy();
  });

  const once = (method: string, path: string, { body, headers = {} }: Sent) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = open(
        {
          host: '127.0.0.1',
          port: front.port,
          agent,
          method,
          path,
          headers: { ...own, ...headers },
        },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (part: string) => {
            text += part;
          });
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode,
              cookie: incoming.headers['set-cookie']?.[0]?.split(';')[0],
              text,
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  /** Again as long as the connection is lost: each had answered something before. */
  async function ask(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    try {
      return await once(method, path, sent);
    } catch {
      await once('GET', '/api/build', {});
      return ask(method, path, sent);
    }
  }

  const store = /"store":"([^"]+)"/.exec((await ask('GET', '/api/build')).text)?.[1] ?? '';
  const press = (key: string) => ({ 'idempotency-key': `"${key}"`, 'x-jobwatch-store': store });
  const signIn = async (password = 'simulated') =>
    ask('POST', '/api/session', {
      body: JSON.stringify({ vault: host, userName: 'admin@vault.test', password }),
      headers: { 'content-type': 'application/json', ...press('sign-in') },
    });
  const called = (endpoint: string) => world.calls.filter((call) => call.endpoint === endpoint);
  return { ask, press, signIn, world, front, called };
}

type Sent = { body?: string; headers?: Record<string, string> };
type Answer = { status: number | undefined; cookie: string | undefined; text: string };

/** What a browser adds to a write from one of our own pages. */
const own = { host: 'jobs.test', origin: 'http://jobs.test', 'sec-fetch-site': 'same-origin' };

async function started(options: Omit<Network, 'request'>, vaultMs = 0) {
  const made = await network({ request: /^POST \S+\/start_now\//, ...options });
  const { cookie = '' } = await made.signIn();
  const job = made.world.scheduled({ title: 'Quarterly Purge', inMs: 3_600_000 });
  if (vaultMs > 0) made.world.faults.set({ kind: 'slow', ms: vaultMs }, { endpoint: 'startNow' });
  const path = `/api/vault/services/jobs/start_now/${job.id}`;
  const answer = await made.ask('POST', path, { headers: { cookie, ...made.press('start') } });
  return { ...made, job, answer };
}

describe('one press is one request at Vault', () => {
  test.each([
    { times: 1, vaultMs: 0 },
    { times: 1, vaultMs: 700 },
    { times: 2, vaultMs: 0 },
    { times: 3, vaultMs: 1_500 },
  ])('lost $times times, with a Vault that takes $vaultMs ms', async ({ times, vaultMs }) => {
    const { answer, front, called, job } = await started({ times }, vaultMs);
    expect(front.lost()).toBe(times);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      expect.objectContaining({ responseStatus: 'SUCCESS', job_id: Number(job.id) }),
    ]);
    expect(called('startNow')).toHaveLength(1);
  });

  test.each([
    ['and users stay signed in', 'x'.repeat(32)],
    ['and nobody is signed in any more', undefined],
  ])('where Jobwatch is restarted in between, %s', async (_, secret) => {
    const { answer, called } = await started({
      times: 1,
      restarts: true,
      ...(secret !== undefined && { secret }),
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      412,
      expect.objectContaining({ errors: [expect.objectContaining({ type: 'SERVER_RESTARTED' })] }),
    ]);
    expect(called('startNow')).toHaveLength(1);
  });
});

describe('one press is one sign-in at Vault', () => {
  const request = /^POST \/api\/session/;

  test('which leaves the browser signed in', async () => {
    const { signIn, ask, called } = await network({ request, times: 2 });
    const { cookie = '' } = await signIn();
    expect(
      JSON.parse((await ask('GET', '/api/session', { headers: { cookie } })).text),
    ).toMatchObject({
      data: { kind: 'signed-in', user: { userName: 'admin@vault.test' } },
    });
    expect(called('authenticate')).toHaveLength(1);
  });

  test('of the five wrong ones that lock an account', async () => {
    const { signIn, called } = await network({ request, times: 3 });
    expect((await signIn('mistyped')).text).toContain('USERNAME_OR_PASSWORD_INCORRECT');
    expect(called('authenticate')).toHaveLength(1);
  });

  test('where Jobwatch is restarted in between', async () => {
    const { signIn, called } = await network({ request, times: 1, restarts: true });
    expect((await signIn()).text).toContain('SERVER_RESTARTED');
    expect(called('authenticate')).toHaveLength(1);
  });
});

test('a connection to Vault that is lost is no reason to send a start again', async () => {
  const clock = createManualClock();
  const vaults = createSimulator({ clock, world: 'quiet' });
  const vault = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
  const front = await tcpFront();
  closing.push(front.close, vault.close);
  front.passTo(vault.port);
  front.lose({ request: /^POST \S+\/start_now\//, times: 1 });
  const vaultHost = `127.0.0.1:${front.port}`;
  const { fetch } = createServer({
    environment: { VAULT_URL: `http://${vaultHost}`, PUBLIC_URL: 'http://jobs.test' },
    clock,
    log: createLog({ level: 'silent', clock }),
  });
  const ask = async (path: string, cookie: string, body?: string) =>
    fetch(
      new Request(`http://jobs.test${path}`, {
        method: 'POST',
        headers: { ...own, cookie },
        ...(body !== undefined && { body }),
      }),
    );
  const who = { vault: vaultHost, userName: 'admin@vault.test', password: 'simulated' };
  const signedIn = await ask('/api/session', '', JSON.stringify(who));
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const world = vaults.world(vaultHost);
  const job = world.scheduled({ title: 'Quarterly Purge', inMs: 3_600_000 });
  const answer = await ask(`/api/vault/services/jobs/start_now/${job.id}`, cookie);
  expect([answer.status, await answer.text()]).toEqual([
    502,
    expect.stringContaining('VAULT_UNREACHABLE'),
  ]);
  expect(front.lost()).toBe(1);
  expect(world.calls.filter(({ endpoint }) => endpoint === 'startNow')).toHaveLength(1);
});
