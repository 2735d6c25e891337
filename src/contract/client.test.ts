import { describe, expect, test } from 'vitest';

import type { Endpoint } from './endpoint.ts';
import { jobwatchEndpoints, vaultEndpoints } from './endpoints.ts';
import { VaultError } from './envelope.ts';
import { monitors, startNow } from './jobs.ts';
import { signIn } from './session.ts';
import { authenticate } from './sign-in.ts';
import { fakeCall, callThrough, listBody, now } from './testing/fake-call.ts';

const empty = listBody([]);

function asked(headers: Record<string, string>) {
  return fakeCall(empty, { headers })(monitors, {});
}

describe('a body that is no data', () => {
  test.each([
    ['a web page', '<!DOCTYPE html><title>Login</title>', 200],
    ['a web page with 502', '  <html>Bad Gateway</html>', 502],
    ['nothing', '', 200],
    ['what broke off', JSON.stringify(listBody([{ job_id: 1 }])).slice(0, -9), 200],
    ['null', 'null', 200],
    ['a list', '[]', 200],
    ['data without a status', '{"jobs":[]}', 200],
    ['data with an unknown status', '{"responseStatus":"PERHAPS","jobs":[]}', 200],
  ])('is an error, never an empty list: %s', async (_, body, status) => {
    const failed = fakeCall(body, { status })(monitors, {});
    await expect(failed).rejects.toBeInstanceOf(VaultError);
    await expect(failed).rejects.toMatchObject({
      type: 'VAULT_UNREADABLE',
      kind: 'unreachable',
      httpStatus: status,
    });
  });

  test.each([['<h1>Maintenance</h1>'], ['']])('is maintenance with HTTP 503: %j', async (body) => {
    const failed = fakeCall(body, { status: 503 })(monitors, {});
    await expect(failed).rejects.toMatchObject({ type: 'VAULT_MAINTENANCE', kind: 'unreachable' });
  });

  test('says how long a maintenance takes, where Vault does', async () => {
    const headers = { 'X-VaultAPI-DowntimeExpectedDurationMinutes': '45', 'Retry-After': '600' };
    const failed = fakeCall('<p>Back soon</p>', { status: 200, headers })(monitors, {});
    await expect(failed).rejects.toMatchObject({
      type: 'VAULT_MAINTENANCE',
      downtimeMinutes: 45,
      retryAfterSeconds: 600,
    });
  });

  test('of another shape than was asked for is an error too', async () => {
    const failed = fakeCall({ responseStatus: 'SUCCESS', jobs: 'none' })(monitors, {});
    await expect(failed).rejects.toMatchObject({ type: 'VAULT_UNREADABLE' });
  });
});

describe('a connection', () => {
  test('that cannot be made is PROXY_UNREACHABLE', async () => {
    const call = callThrough(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(call(monitors, {})).rejects.toMatchObject({
      type: 'PROXY_UNREACHABLE',
      kind: 'unreachable',
    });
  });

  test('that drops in the middle of the body is PROXY_UNREACHABLE', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new TypeError('terminated'));
      },
    });
    const call = callThrough(() => Promise.resolve(new Response(broken)));
    await expect(call(monitors, {})).rejects.toMatchObject({ type: 'PROXY_UNREACHABLE' });
  });

  test('that takes too long is PROXY_TIMEOUT', async () => {
    const call = callThrough(() => Promise.reject(new DOMException('Too long', 'TimeoutError')));
    await expect(call(monitors, {})).rejects.toMatchObject({ type: 'PROXY_TIMEOUT' });
  });

  test('that the caller gives up stays an AbortError', async () => {
    const given = new AbortController();
    const call = callThrough(
      (request) =>
        new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => {
            reject(new DOMException('Aborted', 'AbortError'));
          });
        }),
    );
    const failed = call(monitors, {}, { signal: given.signal });
    given.abort();
    await expect(failed).rejects.toMatchObject({ name: 'AbortError' });
    await expect(failed).rejects.not.toBeInstanceOf(VaultError);
  });

  test('that a VaultError ended keeps it', async () => {
    const own = new VaultError([{ type: 'READ_ONLY', message: 'No.' }]);
    await expect(callThrough(() => Promise.reject(own))(monitors, {})).rejects.toBe(own);
  });
});

describe('an answer', () => {
  test('is as old as its Age says, on the clock of the caller', async () => {
    expect((await asked({})).asOf).toBe('2021-02-03T10:00:00.000Z');
    expect((await asked({ Age: '7' })).asOf).toBe('2021-02-03T09:59:53.000Z');
    expect((await asked({ Age: 'old' })).asOf).toBe('2021-02-03T10:00:00.000Z');
    expect((await asked({ Age: 'Infinity' })).asOf).toBe('2021-02-03T10:00:00.000Z');
  });

  test('tells how far the clock of Vault is ahead', async () => {
    const said = new Date(now + 90_000).toUTCString();
    expect((await asked({ Date: said })).skewMs).toBe(90_000);
    expect((await asked({ Date: said, Age: '10' })).skewMs).toBe(100_000);
    expect((await asked({})).skewMs).toBeUndefined();
    expect((await asked({ Date: 'today' })).skewMs).toBeUndefined();
  });

  test('comes with its raw text', async () => {
    const raw = ' {"responseStatus":"SUCCESS", "job_id": 9007199254740993} ';
    const answer = await fakeCall(raw)(startNow, { job_id: '9007199254740993' });
    expect(answer.raw).toBe(raw);
    expect(answer.data.id).toBe('9007199254740993');
  });

  test('has its dates read in the zone that the proxy names', async () => {
    const row = { job_id: 1, run_start_date: '2021-07-01T04:00:00.000Z' };
    const headers = { 'X-Jobwatch-Times': 'America/Denver' };
    const { data } = await fakeCall(listBody([row]), { headers })(monitors, {});
    expect(data.jobs[0]?.start).toBe('2021-07-01T10:00:00.000Z');
  });

  test('is refused in a zone that nobody knows, not read in another', async () => {
    const headers = { 'X-Jobwatch-Times': 'Mars/Olympus' };
    await expect(fakeCall(empty, { headers })(monitors, {})).rejects.toMatchObject({
      type: 'VAULT_UNREADABLE',
    });
  });
});

describe('a request', () => {
  const writes = [...Object.values(vaultEndpoints), ...Object.values(jobwatchEndpoints)].filter(
    (endpoint) => endpoint.caller === 'viewer' && endpoint.method !== 'GET',
  );

  test.each(writes.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]))(
    'that changes something has a key of its own: %s',
    async (_, endpoint: Endpoint) => {
      const both = [
        await sent((call) => call(endpoint, {})),
        await sent((call) => call(endpoint, {})),
      ];
      const [first = '', second] = both.map(({ request }) =>
        request.headers.get('idempotency-key'),
      );
      expect(first).toMatch(/^"[\d-]{20,}"$/);
      expect(second).not.toBe(first);
    },
  );

  test('that reads has none, and nor has one for Vault alone', async () => {
    const read = await sent((call) => call(monitors, {}));
    const forVault = await sent((call) => call(authenticate, { username: 'a', password: 'p' }));
    for (const { request } of [read, forVault]) {
      expect(request.headers.has('idempotency-key')).toBe(false);
    }
  });

  test('carries its headers, and a body only where the endpoint has one', async () => {
    const headers = { 'x-jobwatch-priority': 'background' };
    const { request, body } = await sent((call) => call(monitors, { limit: 200 }, { headers }));
    expect(request.url).toBe('https://vault.test/api/v25.2/services/jobs/monitors?limit=200');
    expect(request.headers.get('x-jobwatch-priority')).toBe('background');
    expect(request.headers.has('content-type')).toBe(false);
    expect(body).toBe('');
  });

  test('signs in to the proxy with JSON, and to Vault with a form', async () => {
    const json = await sent((call) => call(signIn, { vault: 'a.vault.test', password: 'p' }));
    expect(json.request.headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(json.body)).toEqual({ vault: 'a.vault.test', password: 'p' });
    const form = await sent((call) => call(authenticate, { username: 'a&b', password: 'p=1' }));
    expect(form.request.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
    expect(form.body).toBe('username=a%26b&password=p%3D1');
  });
});

/** The one request that a call sends. */
async function sent(ask: (call: ReturnType<typeof callThrough>) => Promise<unknown>) {
  const requests: Request[] = [];
  const call = callThrough((request) => {
    requests.push(request);
    return Promise.resolve(new Response(''));
  });
  await ask(call).catch(() => undefined);
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error('not exactly one request');
  return { request, body: await request.text() };
}
