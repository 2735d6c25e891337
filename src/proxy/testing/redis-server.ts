/** For tests: a Redis that holds nothing at first, on a port of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findRedis } from '../../../scripts/redis.js';
import { freePort } from './free-port.ts';

export type RedisServer = {
  url: string;
  /** As a crash does. */
  kill: () => Promise<void>;
  /** At the same port, after `kill`. */
  start: () => Promise<void>;
  /** Stops it from answering, with its connections open, until `resume`. */
  pause: () => void;
  resume: () => void;
  /** Whatever it holds, as it lies in its memory. */
  contents: () => Promise<string>;
  close: () => Promise<void>;
};

const host = '127.0.0.1';

/** `isKept`: nearly all that it holds outlives `kill`, as where it writes to a disk. */
export async function startRedis({ isKept = false } = {}): Promise<RedisServer> {
  const path = findRedis();
  if (path === undefined) throw new Error('no redis-server was found');
  const folder = await mkdtemp(join(tmpdir(), 'jobwatch-redis-'));
  const port = await freePort();
  const address = ['--port', String(port), '--bind', host, '--dir', folder];
  let child: ChildProcess;

  async function start() {
    const keeping = ['--save', '', '--appendonly', isKept ? 'yes' : 'no'];
    child = spawn(path ?? '', [...address, ...keeping], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for await (const chunk of child.stdout ?? []) {
      if (String(chunk).includes('Ready to accept connections')) break;
    }
  }

  async function kill() {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  await start();
  return {
    url: `redis://${host}:${port}`,
    start,
    kill,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    async contents() {
      const { Redis } = await import('ioredis');
      const redis = new Redis(port, host);
      const names = await redis.keys('*');
      const dumps = await Promise.all(names.map((name) => redis.dumpBuffer(name)));
      const ttls = await Promise.all(names.map((name) => redis.pttl(name)));
      redis.disconnect();
      const all = names.map((name, at) => `${name} ${ttls[at]} ${dumps[at]?.toString('latin1')}`);
      // −2: it ended by itself since its name was read.
      return all.filter((_, at) => ttls[at] !== -2).join('\n');
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
