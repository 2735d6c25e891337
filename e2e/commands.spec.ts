/**
 * The commands that README and docs name, through npm as a reader runs them. `npm run build` is
 * missing: it would change the build under the tests beside this one, and is a step of `npm test`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { stripVTControlCharacters } from 'node:util';

import { expect, test as base } from '@playwright/test';

type Command = {
  /** All that it has printed. */
  output: () => string;
  /** Its exit code, once it and all processes that it started have ended. */
  ended: Promise<number | null>;
  /** Ends them as a terminal or a service manager does. */
  stop: () => void;
};

type Npm = (args: string[], environment?: Record<string, string>) => Command;

const test = base.extend<{ npm: Npm }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs
  npm: async ({}, provide) => {
    const commands: Command[] = [];
    await provide((args, environment = {}) => {
      const command = run(args, environment);
      commands.push(command);
      return command;
    });
    for (const { stop } of commands) stop();
    await Promise.all(commands.map(async ({ ended }) => ended));
  },
});

for (const { name, args, ready, paths } of [
  { name: 'npm start', args: ['start'], ready: 'Jobwatch is at', paths: ['/', '/healthz'] },
  { name: 'npm run dev', args: ['run', 'dev'], ready: 'Local:', paths: ['/', '/healthz'] },
  {
    name: 'npm run simulator',
    args: ['run', 'simulator'],
    ready: 'A simulated Vault',
    paths: ['/api'],
  },
]) {
  test(`${name} answers at PORT until SIGTERM`, async ({ npm }) => {
    const port = await freePort();
    const { output, ended, stop } = npm(args, { PORT: String(port) });
    const origin = `http://127.0.0.1:${port}`;
    await expect.poll(output, { timeout: 60_000 }).toContain(ready);
    expect(output()).toContain(origin);
    for (const path of paths) {
      const answer = await fetch(origin + path, { headers: { accept: 'text/html' } });
      expect(answer.status, path).toBe(200);
      await answer.text();
    }
    stop();
    await ended;
    await expect(fetch(origin)).rejects.toThrow('fetch failed');
  });
}

test('npm run bench measures a part once', async ({ npm }) => {
  const { output, ended } = npm(['run', 'bench', '--', '--rounds', '1', '--only', 'first-load']);
  expect(await ended, output()).toBe(0);
  expect(output()).toMatch(/overview: first load, JS \+ CSS, gzip .* KB/);
});

function run(args: string[], environment: Record<string, string>): Command {
  // What a .env sets is for its owner, not for tests.
  const settings = { VAULT_URL: '', BASE_PATH: '', HOST: '127.0.0.1' };
  const child = spawn('npm', args, {
    env: { ...process.env, ...settings, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close').then(() => {
    hasEnded = true;
    return child.exitCode;
  });
  const stop = () => {
    // The minus sign means the whole group of processes.
    if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  return { output: () => stripVTControlCharacters(text), ended, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
