/** The built server as a process of its own, as an operator starts it, with the clock of the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from '@playwright/test';

import { listen } from '#server/listen.ts';

import { followClock, type TestClock } from './clock.ts';

export type Script = 'start' | 'simulate';

export type ServerProcess = {
  child: ChildProcess;
  /** All that it has printed. */
  said: () => string;
  /** The first address it prints. */
  url: () => Promise<string>;
  /** Its exit code; null if a signal ended it. */
  ended: Promise<number | null>;
};

type Processes = {
  start: (script: Script, environment?: Record<string, string>) => ServerProcess;
  /** Kills what still runs. */
  end: () => Promise<void>;
};

export function serverProcesses(clock: TestClock): Processes {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-clock-'));
  const path = join(folder, 'clock');
  const unpublish = clock.publishTo(path);
  // Set before the script is read.
  const follow = `(${followClock.toString()})(${JSON.stringify(path)})`;
  const clockScript = `data:text/javascript,${encodeURIComponent(follow)}`;
  const running: ServerProcess[] = [];
  return {
    start: (script, environment = {}) => {
      const started = startProcess(
        ['--import', clockScript, `dist/server/${script}.js`],
        environment,
      );
      running.push(started);
      return started;
    },
    end: async () => {
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all(running.map(async ({ ended }) => ended));
      unpublish();
      rmSync(folder, { recursive: true });
    },
  };
}

function startProcess(args: string[], environment: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part.toString();
    });
  }
  const ended = once(child, 'exit').then(() => child.exitCode);
  const address = () => /http:\/\/[\w.:]+\d/.exec(text)?.[0];
  return {
    child,
    said: () => text,
    url: async () => {
      await expect.poll(address, { message: `it prints its address: ${text}` }).toBeDefined();
      return address() ?? '';
    },
    ended,
  };
}

export async function freePort(): Promise<number> {
  const { port, close } = await listen(() => new Response(), { port: 0, host: '127.0.0.1' });
  await close();
  return port;
}
