/** Starts Jobwatch as the environment says; stops it when told to. */
import { fileURLToPath } from 'node:url';

import { serve } from '@hono/node-server';

import { ConfigError } from '#proxy/config.ts';
import { isLoopback } from '#proxy/http/loopback.ts';
import { standardOutput } from '#proxy/log-output.ts';
import type { VaultSite } from '#proxy/vault-sites.ts';

import { readEnvironment } from './environment.ts';
import { createGracefulEnd } from './graceful-end.ts';
import { keepConnections } from './listen.ts';
import { createServer, type Server } from './server.ts';

/** Beside the folder that the build puts this file into. */
const built = fileURLToPath(new URL('../client', import.meta.url));

const drawing = fileURLToPath(new URL('draw.js', import.meta.url));

/** For requests that are under way when the end comes; a Start now among them is worth waiting for. */
const graceMs = 35_000;

const app = made();
const {
  host,
  port,
  basePath,
  publicUrl,
  trustedProxies,
  vaults,
  simulated,
  outgoingProxy,
  redisUrl,
} = app.config;
const listening = serve({ fetch: app.fetch, port, hostname: host }, (address) => {
  app.warmUp();
  const name = host.includes(':') ? `[${host}]` : host;
  say(`Jobwatch is at ${publicUrl?.origin ?? `http://${name}:${address.port}`}${basePath}/`);
  for (const text of new Set(simulated ? [] : vaults.flatMap(proxyText))) say(text);
  if (redisUrl !== undefined) say(`It shares its state through ${new URL(redisUrl).host}.`);
  if (app.watching !== undefined) say('It sends notifications of jobs: see NOTIFY_URLS.');
  if (!isLoopback(host) && publicUrl === undefined) {
    say('From other machines nobody can sign in until https stands in front: see PUBLIC_URL.');
  }
  if (publicUrl !== undefined && trustedProxies === 0) {
    say('All who sign in share one limit of failed attempts: see TRUSTED_PROXIES.');
  }
});
if ('keepAliveTimeout' in listening) keepConnections(listening);
const endGracefully = createGracefulEnd(listening);
listening.once('error', (error) => {
  say(`Jobwatch can't listen on ${host}, port ${port}: ${error.message}`);
  process.exit(1);
});
app.watching?.start();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

function made(): Server {
  try {
    return createServer({ environment: readEnvironment(), files: built, drawing });
  } catch (error) {
    say(error instanceof ConfigError ? error.message : String(error));
    process.exit(1);
  }
}

/** Waits for what is asked or sent and not yet answered, and for nothing else. */
function stop() {
  const ended = Promise.all([endGracefully(), app.watching?.stop()]);
  void ended.then(() => process.exit(0));
  setTimeout(() => {
    say('Jobwatch stopped before every request was answered.');
    process.exit(0);
  }, graceMs).unref();
}

/** Without the credentials that its URL may hold. */
function proxyText({ origin }: VaultSite): string[] {
  const proxy = outgoingProxy(origin);
  if (proxy === undefined) return [];
  return [`Calls to Vault go through the proxy ${proxy.url.host} (${proxy.variable}).`];
}

function say(text: string) {
  standardOutput.write(`${text}\n`);
}
