import * as v from 'valibot';
import { expect } from 'vitest';

import { envelope } from '#contract/envelope.ts';
/** Whatever Vault answers, a browser gets JSON in the common shape, and no fault of ours. */
import { fc, test } from '#contract/testing/property-test.ts';

import { fuzzing } from '../testing/fuzz-runs.ts';
import { fakeVault, testProxy } from '../testing/test-proxy.ts';

const paths = [
  ['GET', '/api/vault/services/jobs/monitors?limit=200'],
  ['GET', '/api/vault/services/jobs/histories'],
  ['GET', '/api/vault/services/jobs/12'],
  ['GET', '/api/vault/services/jobs/12/tasks'],
  ['GET', '/api/vault/objects/users/me'],
  ['GET', '/api/jobs/12/links/0/about'],
  ['POST', '/api/vault/services/jobs/start_now/12'],
  ['POST', '/api/session'],
] as const;

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('x'.repeat(5_000), '.'.repeat(20_000), '\u202E<script>', '9'.repeat(400)),
);
const fault = fc.record(
  {
    type: fc.oneof(fc.constantFrom('INVALID_SESSION_ID', 'API_LIMIT_EXCEEDED', 'SUCCESS'), odd),
    message: odd,
  },
  { requiredKeys: [] },
);
const link = fc.record({
  rel: odd,
  href: fc.oneof(fc.constantFrom('/api/v25.2/services/jobs/12', '//evil.example.com/x'), odd),
  method: fc.oneof(fc.constant('GET'), odd),
});
const data = fc.oneof(
  odd,
  fc.record({ id: odd, status: odd, links: fc.oneof(fc.array(link, { maxLength: 3 }), odd) }),
);

const body = fc.record(
  {
    responseStatus: fc.oneof(
      fc.constantFrom('SUCCESS', 'WARNING', 'FAILURE', 'EXCEPTION', 'success', ' Failure '),
      odd,
    ),
    responseMessage: odd,
    errors: fc.oneof(fc.array(fault, { maxLength: 4 }), fault, odd),
    warnings: fc.oneof(fc.array(fault, { maxLength: 4 }), odd),
    jobs: odd,
    data,
    users: odd,
    sessionId: fc.oneof(fc.constant('a session'), odd),
    userId: odd,
    vaultId: fc.oneof(fc.constant(7), odd),
    vaultIds: fc.oneof(fc.constant([{ id: 7, url: 'https://acme.veevavault.com/api' }]), odd),
  },
  { requiredKeys: [] },
);

const text = fc.oneof(
  { weight: 5, arbitrary: body.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    // Broken off, doubled, or with something between.
    arbitrary: fc.tuple(body, fc.nat(200), fc.string()).map(([value, at, extra]) => {
      const whole = JSON.stringify(value);
      return whole.slice(0, at) + extra + (extra.length % 2 === 0 ? whole.slice(at) : '');
    }),
  },
  fc.constantFrom('', '<html><form action="/login">', '<'.repeat(70_000), '[]', 'null', '{'),
  fc.constantFrom('['.repeat(50_000), `"${'a'.repeat(100_000)}`, '\u0000', '\uFEFF{}'),
  fc.string({ unit: 'binary' }),
);

const headerName = fc.constantFrom(
  'content-type',
  'retry-after',
  'date',
  'location',
  'refresh',
  'set-cookie',
  'x-vaultapi-burstlimit',
  'x-vaultapi-burstlimitremaining',
  'x-vaultapi-downtimeexpecteddurationminutes',
  'x-vaultapi-userid',
  'x-vaultapi-status',
  'content-disposition',
);
const headerValue = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '1e999',
    'NaN',
    '99999999999999999999',
    'Tue, 99 Foo 2026',
    'text/html',
  ),
  fc.stringMatching(/^[!-~]{0,60}$/),
);

const answer = fc.record({
  path: fc.constantFrom(...paths),
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant(200) },
    fc.constantFrom(201, 301, 302, 400, 401, 403, 404, 419, 429, 440, 500, 502, 503, 599),
  ),
  headers: fc.dictionary(headerName, headerValue, { maxKeys: 5 }),
  text,
  /** The connection breaks after so many bytes. */
  breaksAt: fc.option(fc.nat(100), { freq: 8, nil: undefined }),
});

type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never;

let next: Answer | undefined;
const made = testProxy({
  upstream: fakeVault(({ url }) => {
    const isOther = url.endsWith('/auth') && next?.path[1] !== '/api/session';
    return next === undefined || isOther ? undefined : responseOf(next);
  }),
});

function responseOf({ status, headers, text: whole, breaksAt }: Answer): Response {
  const bytes = new TextEncoder().encode(whole);
  if (breaksAt === undefined) return new Response(bytes, { status, headers });
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, breaksAt));
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(broken, { status, headers });
}

let cookies = 0;
let lastCookie = '';

/** No session lasts for more than 48 h. */
async function currentCookie(): Promise<string> {
  if (cookies % 20 === 0) {
    next = undefined;
    lastCookie = (await made.signIn()).cookie;
  }
  cookies += 1;
  return lastCookie;
}

test.prop([answer], { numRuns: fuzzing.runs, ...fuzzing.limits })(
  `of ${fuzzing.runs} answers none becomes a fault, a page or anybody’s secret`,
  async (answered) => {
    // Longer than anything is kept, and than Vault may ask to wait.
    made.advance(2 * 3_600_000);
    const cookie = await currentCookie();
    next = answered;
    const [method, path] = answered.path;
    const credentials = { vault: 'acme.veevavault.com', userName: 'bob', password: 'any' };
    const received = await made.ask(path, {
      headers: { cookie },
      ...(method === 'POST' && { method }),
      ...(path === '/api/session' && { method, body: JSON.stringify(credentials) }),
    });
    const sent = await received.text();
    expect(received.headers.get('content-type')).toMatch(/^application\/json/);
    expect(v.safeParse(envelope, JSON.parse(sent)).success).toBe(true);
    expect(sent).not.toContain('session of');
    expect(received.headers.get('set-cookie') ?? '').not.toContain('evil');
    expect(made.lines.filter((line) => line.includes('"fault"'))).toEqual([]);
    made.lines.length = 0;
    made.calls.length = 0;
  },
  fuzzing.timeLimitMs,
);
