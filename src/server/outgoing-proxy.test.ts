/** Calls to Vault through a proxy on the way out, as a company's network may want them. */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createLog } from '#proxy/log.ts';

import { listen } from './listen.ts';
import { createServer as createJobwatch } from './server.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Leads every connection to this port, or refuses it; notes for where it was asked and by whom. */
async function proxyTo(port: number | 'nowhere') {
  const asked: (string | undefined)[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connect', ({ url, headers }, client: Socket) => {
    asked.push([url, headers['proxy-authorization']]);
    sockets.add(client);
    if (port === 'nowhere') return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const vault = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      vault.pipe(client).pipe(vault);
    });
    sockets.add(vault);
    return client;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { asked, host: `127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
}

/** A Vault that names the host by which it was asked. */
async function vaultPort() {
  const vault = await listen(
    async (request) =>
      Response.json({
        responseStatus: 'SUCCESS',
        users: [{ user: { id: 7, user_name__v: request.headers.get('host') } }],
      }),
    { port: 0, host: '127.0.0.1' },
  );
  ends.push(() => void vault.close());
  return vault.port;
}

/** Signs in by a session id, which asks Vault once. */
async function signIn(environment: Record<string, string>) {
  const clock = createManualClock();
  const to = { write: () => {} };
  const { fetch, config } = createJobwatch({
    environment,
    clock,
    log: createLog({ level: 'error', clock, to }),
  });
  const origin = 'http://127.0.0.1:4100';
  return fetch(
    new Request(`${origin}/api/session`, {
      method: 'POST',
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ vault: config.vaults[0]?.host, sessionId: 'abc' }),
    }),
  );
}

test('calls to Vault go through the proxy that the environment names', async () => {
  const port = await vaultPort();
  const { asked, host } = await proxyTo(port);
  const answer = await signIn({
    VAULT_URL: `http://localhost:${port}`,
    HTTP_PROXY: `http://ada:secret@${host}`,
  });
  expect(await answer.json()).toMatchObject({ data: { user: { userName: `localhost:${port}` } } });
  const credentials = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
  expect(asked).toEqual([[`localhost:${port}`, credentials]]);
});

test.each([{ NO_PROXY: 'localhost' }, { no_proxy: 'other.test, .localhost' }, { NO_PROXY: '*' }])(
  'NO_PROXY names what is called directly: %o',
  async (exceptions) => {
    const port = await vaultPort();
    const { asked, host } = await proxyTo(port);
    const answer = await signIn({
      VAULT_URL: `http://localhost:${port}`,
      http_proxy: host,
      ...exceptions,
    });
    expect(answer.status).toBe(200);
    expect(asked).toEqual([]);
  },
);

test.each([['HTTPS_PROXY'], ['https_proxy'], ['ALL_PROXY']])(
  'where a proxy lets nothing through, the error names it and %s, and no credentials',
  async (variable) => {
    const { asked, host } = await proxyTo('nowhere');
    const answer = await signIn({
      VAULT_URL: 'https://acme.veevavault.com',
      [variable]: `http://ada:secret@${host}`,
    });
    const text = await answer.clone().text();
    expect(await errorTypeOf(answer)).toBe('VAULT_UNREACHABLE');
    expect(text).toContain(
      `The proxy ${host} (${variable.toUpperCase()}) did not let the connection to Vault through.`,
    );
    expect(text).not.toContain('secret');
    expect(asked.map(([to]) => to)).toEqual(['acme.veevavault.com:443']);
  },
);

test('a proxy that can’t be reached is not taken for Vault', async () => {
  const closed = await listen(() => new Response(), { port: 0, host: '127.0.0.1' });
  await closed.close();
  const answer = await signIn({
    VAULT_URL: 'https://acme.veevavault.com',
    HTTPS_PROXY: `127.0.0.1:${closed.port}`,
  });
  expect(await answer.text()).toContain(
    `The proxy 127.0.0.1:${closed.port} (HTTPS_PROXY) refused the connection.`,
  );
});

test('a proxy of a kind that is not spoken stops the start, unless nothing goes through it', () => {
  const environment = { HTTPS_PROXY: 'socks5://127.0.0.1:1080', LOG_LEVEL: 'silent' };
  const made = (more = {}) => createJobwatch({ environment: { ...environment, ...more } });
  expect(() => made({ VAULT_URL: 'https://acme.veevavault.com' })).toThrow('HTTPS_PROXY: must be');
  expect(() =>
    made({ VAULT_URL: 'https://acme.veevavault.com', NO_PROXY: '.veevavault.com' }),
  ).not.toThrow();
  expect(() => made()).not.toThrow();
});
