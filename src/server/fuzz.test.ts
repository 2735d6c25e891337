/** Whatever bytes come over a connection, the server answers in its own words and goes on. */
import { connect } from 'node:net';

import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { fuzzing } from '#proxy/testing/fuzz-runs.ts';

import { testServer } from './testing/test-server.ts';

/** In batches, as they come from several browsers at once. */
const batchSize = 20;
const batches = fuzzing.runs / batchSize;

const made = testServer({ METRICS: 'on' });
let port = 0;
let close = () => {};
let cookie = '';
let start = '';

beforeAll(async () => {
  const { viewer } = await made.signIn();
  cookie = viewer.headers.cookie;
  start = `/api/vault/services/jobs/start_now/${made.world.scheduled({ title: 'Nightly', inMs: 3_600_000 }).id}`;
  await new Promise<void>((resolve) => {
    const server = serve({ fetch: made.fetch, port: 0, hostname: '127.0.0.1' }, (address) => {
      port = address.port;
      resolve();
    });
    close = () => server.close();
  });
});
afterAll(() => close());

const odd = fc.string({ unit: 'binary-ascii', maxLength: 40 });
const noise = fc.oneof(
  odd,
  fc.constantFrom(
    '..',
    '%2e%2e',
    '%00',
    '//',
    '\\',
    ';',
    '?',
    '#',
    '%',
    '%zz',
    '@evil.example.com',
  ),
  fc.constantFrom('a'.repeat(9_000), ' '.repeat(9_000), '%25'.repeat(3_000)),
);

const path = fc.oneof(
  fc.constantFrom('/', '/healthz', '/readyz', '/metrics', '/api/session', '/api/build', '*', ''),
  fc.constantFrom('/api/vault/services/jobs/monitors?limit=200', '/api/vault/services/jobs/1'),
  fc.constantFrom('/api/jobs/1/links/0/file', '/display/x', 'http://evil.example.com/api/session'),
  fc.constantFrom('/api/vault/objects/users/me', '/api/vault/auth', '/api/vault/session'),
  fc.constant('START'),
  fc.webPath(),
);
const target = fc
  .tuple(path, fc.oneof({ weight: 2, arbitrary: fc.constant('') }, noise), fc.boolean())
  .map(([base, extra, isBefore]) => (isBefore ? extra + base : base + extra));

const method = fc.oneof(
  fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'),
  fc.constantFrom('TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'get', 'START', ''),
);

const header = fc.oneof(
  fc.constantFrom('Cookie: COOKIE', 'Cookie: jobwatch-4100=e30.e30', 'Cookie: ;;=;,'),
  fc.constantFrom('Origin: http://127.0.0.1:PORT', 'Origin: null', 'Sec-Fetch-Site: same-origin'),
  fc.constantFrom('Content-Length: 5', 'Content-Length: 99999999', 'Content-Length: -1'),
  fc.constantFrom('Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked'),
  fc.constantFrom('Expect: 100-continue', 'Upgrade: websocket', 'Connection: upgrade, close'),
  fc.constantFrom('Accept-Encoding: br;q=,gzip;;q=x', 'If-None-Match: *', 'Range: bytes=0-1'),
  fc.constantFrom(
    'X-Jobwatch-Priority: background',
    'Idempotency-Key: "x"',
    'X-Jobwatch-Viewer: ;',
  ),
  fc.constantFrom('X-Forwarded-For: ,,,', 'Host: evil.example.com', 'Sec-Fetch-Dest: image'),
  fc
    .tuple(fc.constantFrom('Host', 'Cookie', 'Accept', 'Accept-Encoding', 'X-Any'), noise)
    .map(([name, value]) => `${name}: ${value}`),
  odd,
);

const request = fc.record({
  method,
  target,
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', ''),
  hasHost: fc.boolean(),
  headers: fc.array(header, { maxLength: 8 }),
  body: fc.oneof(
    fc.constantFrom('', '{}', '{"vault":', '5\r\nhello\r\n0\r\n\r\n', 'x'.repeat(70_000)),
    fc.json(),
    odd,
  ),
});

type Sent = typeof request extends fc.Arbitrary<infer T> ? T : never;

function bytesOf({ method: verb, target: asked, version, hasHost, headers, body }: Sent): Buffer {
  const head = [
    `${verb} ${asked.replace('START', start)} ${version}`,
    ...(hasHost ? [`Host: 127.0.0.1:${port}`] : []),
    ...headers,
  ].join('\r\n');
  const whole = `${head.replaceAll('COOKIE', cookie).replaceAll('PORT', String(port))}\r\n\r\n${body}`;
  return Buffer.from(whole, 'latin1');
}

/** All that comes back until the connection is closed; the request ends where its bytes end. */
function answerTo(bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(text));
  });
}

test.prop([fc.array(request, { minLength: batchSize, maxLength: batchSize })], {
  numRuns: batches,
  ...fuzzing.limits,
})(
  `of ${fuzzing.runs} requests none is a fault, none stops the server`,
  async (requests) => {
    const answers = await Promise.all(requests.map((sent) => answerTo(bytesOf(sent))));
    const secrets = made.world.sessions.active().map(({ id }) => id);
    for (const answer of answers) {
      if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
      for (const secret of secrets) expect(answer).not.toContain(secret);
    }
    expect(await answerTo(Buffer.from('GET /healthz HTTP/1.0\r\n\r\n'))).toContain(
      '{"alive":true}',
    );
    expect(made.lines.filter((line) => line.includes('"fault"'))).toEqual([]);
    made.lines.length = 0;
    const unknown = made.world.calls.filter(({ endpoint }) => endpoint === undefined);
    expect(unknown).toEqual([]);
  },
  fuzzing.timeLimitMs,
);

test('a body that breaks off is no fault of ours, and starts nothing', async () => {
  made.lines.length = 0;
  const began = made.called('startNow').length;
  for (const path of ['/api/session', start]) {
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      'Sec-Fetch-Site: same-origin',
      `Cookie: ${cookie}`,
      'Idempotency-Key: "broken"',
      'Content-Length: 99',
    ].join('\r\n');
    await answerTo(Buffer.from(`${head}\r\n\r\n{"vault":`));
  }
  await expect
    .poll(() => made.lines.filter((line) => line.includes('INVALID_DATA')))
    .toHaveLength(3);
  expect(made.lines.join('')).not.toContain('"fault"');
  expect(made.called('startNow')).toHaveLength(began);
});
