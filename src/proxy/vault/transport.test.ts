import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { ThroughProxyError } from '../outgoing-proxy.ts';
import { testProxy, fakeVault } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

/** What a signed-in viewer gets when Vault answers so. */
async function given(answer: () => Response | Promise<Response>, environment = {}) {
  const made = testProxy({
    environment,
    upstream: fakeVault(({ method }) => (method === 'GET' ? answer() : undefined)),
  });
  const { cookie } = await made.signIn();
  return made.ask(list, { headers: { cookie } });
}

const html = '<!doctype html><title>Down</title>';

test.each([
  ['a maintenance page', () => new Response(html, { status: 503 }), [503, 'VAULT_MAINTENANCE']],
  ['a web page', () => new Response(html, { status: 200 }), [502, 'VAULT_UNREADABLE']],
  ['an empty answer', () => new Response(''), [502, 'VAULT_UNREADABLE']],
  ['data cut short', () => new Response('{"responseStatus":"SUCC'), [502, 'VAULT_UNREADABLE']],
  ['other data', () => new Response('{"jobs":[]}'), [502, 'VAULT_UNREADABLE']],
  [
    'a redirect',
    () => Response.redirect('https://elsewhere.veevavault.com/', 302),
    [502, 'VAULT_UNREADABLE'],
  ],
  ['over 16 MB', () => new Response(endless()), [502, 'ANSWER_TOO_LARGE']],
])('%s becomes an error in Vault’s shape', async (_, answer, expected) => {
  const answered = await given(answer);
  expect([answered.status, await errorTypeOf(answered)]).toEqual(expected);
});

function endless() {
  const part = new Uint8Array(1024 * 1024).fill(32);
  return new ReadableStream({ pull: (controller) => controller.enqueue(part) });
}

test('how long a downtime is to last is passed on', async () => {
  const headers = { 'X-VaultAPI-DowntimeExpectedDurationMinutes': '45' };
  const answered = await given(() => new Response(html, { headers }));
  expect(answered.headers.get('x-vaultapi-downtimeexpecteddurationminutes')).toBe('45');
  expect(await errorTypeOf(answered)).toBe('VAULT_MAINTENANCE');
});

test('no answer in time is a time-out, even from what does not heed the signal', async () => {
  const answered = await given(() => new Promise(() => {}), { VAULT_TIMEOUT_MS: '20' });
  expect([answered.status, await errorTypeOf(answered)]).toEqual([504, 'VAULT_TIMEOUT']);
});

test.each([
  ['ENOTFOUND', /found by name/],
  ['ECONNREFUSED', /refused/],
  ['ECONNRESET', /broke off/],
  ['UND_ERR_CONNECT_TIMEOUT', /in time/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /The certificate of Vault’s host is not trusted/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate of Vault’s host is not trusted/],
  ['CERT_HAS_EXPIRED', /certificate of Vault’s host has expired/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate of Vault’s host is for another host name/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /^(?!.*certificate).*https was expected/],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', /^(?!.*certificate).*https was expected/],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /^(?!.*certificate).*secure connection/],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /^(?!.*certificate).*secure connection/],
  ['EPROTO', /^(?!.*certificate).*secure connection/],
])('%s is reported in plain words', async (code, words) => {
  const cause = Object.assign(new Error('session of ada'), { code });
  const answered = await given(() => Promise.reject(new TypeError('fetch failed', { cause })));
  const text = await answered.text();
  expect([answered.status, text]).toEqual([502, expect.stringMatching(words)]);
  expect(text).not.toContain('session of');
});

test('a proxy is named only by an error that came through it', async () => {
  const environment = { HTTPS_PROXY: 'http://corp.test:3128' };
  const cause = Object.assign(new Error('closed'), { code: 'ECONNRESET' });
  const direct = await given(() => Promise.reject(cause), environment);
  expect(await direct.text()).toContain('The connection to Vault broke off.');
  const proxy = { url: new URL('http://ada:secret@corp.test:3128'), variable: 'HTTPS_PROXY' };
  const through = await given(() => Promise.reject(new ThroughProxyError(proxy, cause)));
  expect(await through.text()).toContain(
    'The connection to Vault through the proxy corp.test:3128 (HTTPS_PROXY) broke off.',
  );
});

test('what Vault says goes back byte for byte, with nothing of its headers but what is named', async () => {
  const body =
    '{ "responseStatus":"SUCCESS",\n "jobs":[{"job_id":98765432109876543210,"title":"Ünï\\u0000"}] }';
  const answered = await given(
    () =>
      new Response(body, {
        headers: {
          'Content-Type': 'application/json;charset=UTF-8',
          'Set-Cookie': 'JSESSIONID=secret',
          'X-VaultAPI-BurstLimit': '2000',
          'X-VaultAPI-BurstLimitRemaining': '1999',
          'X-VaultAPI-TruncatedSessionId': 'ABCD',
          'X-VaultAPI-UserId': '1',
          Server: 'Vault',
        },
      }),
  );
  expect(await answered.text()).toBe(body);
  expect(answered.headers.get('x-vaultapi-burstlimitremaining')).toBe('1999');
  expect(answered.headers.get('x-jobwatch-times')).toBe('utc');
  expect(JSON.stringify([...answered.headers])).not.toMatch(/JSESSIONID|ABCD|userid|"Vault"/i);
});

test('an envelope is passed on whatever the code it comes with', async () => {
  const body = { responseStatus: 'FAILURE', errors: [{ type: 'MALFORMED_URL', message: '' }] };
  const answered = await given(() => Response.json(body, { status: 404 }));
  expect([answered.status, await errorTypeOf(answered)]).toEqual([404, 'MALFORMED_URL']);
});

test('an exception of Vault’s is passed on as one', async () => {
  const answered = await given(() => Response.json({ responseStatus: 'EXCEPTION' }));
  expect(await answered.json()).toEqual({ responseStatus: 'EXCEPTION' });
  expect(answered.headers.get('cache-control')).toBe('no-store');
});

/** Through a real connection, where a body can break off in its middle. */
async function overHttp(listener: RequestListener, onHeaders = () => {}) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has this
  const { port } = server.address() as AddressInfo;
  const made = testProxy({
    upstream: async (request) => {
      const answer = await fetch(request);
      onHeaders();
      return answer;
    },
    environment: { VAULT_URL: `http://127.0.0.1:${port}` },
  });
  const sessionId = { vault: `127.0.0.1:${port}`, sessionId: 'abc' };
  const { answer } = await made.signIn(sessionId);
  server.close();
  return answer;
}

test('a connection that breaks off in the middle is reported as such', async () => {
  let breakOff: (() => void) | undefined;
  const answer = await overHttp(
    (_, outgoing) => {
      outgoing.writeHead(200, { 'Content-Length': '1000' });
      outgoing.write('{"responseStatus":');
      breakOff = () => outgoing.destroy();
    },
    () => breakOff?.(),
  );
  expect(await errorTypeOf(answer)).toBe('VAULT_UNREACHABLE');
});

test('a redirect is not followed with the session', async () => {
  const urls: (string | undefined)[] = [];
  const answer = await overHttp(({ url }, outgoing) => {
    urls.push(url);
    outgoing.writeHead(302, { Location: '/elsewhere' }).end();
  });
  expect(await errorTypeOf(answer)).toBe('VAULT_UNREADABLE');
  expect(urls).toEqual(['/api/v25.2/objects/users/me']);
});

test('the proxy is ready until Vault has failed for two minutes, and again when it answers', async () => {
  let isDown = true;
  const { ask, signIn, advance } = testProxy({
    upstream: fakeVault(() => (isDown ? Promise.reject(new TypeError('fetch failed')) : undefined)),
  });
  const ready = async () => (await ask('/readyz')).status;
  expect(await ready()).toBe(200);
  await signIn();
  advance(119_000);
  expect(await ready()).toBe(200);
  advance(1_000);
  expect(await ready()).toBe(503);
  isDown = false;
  await signIn();
  expect(await ready()).toBe(200);
});
