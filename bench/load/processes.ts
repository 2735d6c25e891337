/** The processes of a load run, each ended by its own id, whatever becomes of the run. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

import * as v from 'valibot';

import { freePort } from '#proxy/testing/free-port.ts';

import { opened, report, type VaultCall } from './report-shape.ts';

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function started(path: string, env: Record<string, string>): ChildProcess {
  const child = fork(path, { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function end(child: ChildProcess) {
  if (!children.has(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

export type LoadVault = {
  url: string;
  calls: () => Promise<VaultCall[]>;
  end: () => Promise<void>;
};

export async function startVault(): Promise<LoadVault> {
  const child = started('node_modules/.cache/jobwatch/bench/run/vault.js', {});
  const said = async (): Promise<unknown> => (await once(child, 'message'))[0];
  const { port } = v.parse(opened, await said());
  return {
    url: `http://127.0.0.1:${port}`,
    async calls() {
      const answer = said();
      child.send('report');
      return v.parse(report, await answer).calls;
    },
    end: () => end(child),
  };
}

export type Replica = {
  port: number;
  /** As a crash does. */
  kill: () => Promise<void>;
  /** Of its /metrics, by name. */
  metrics: () => Promise<Map<string, number>>;
};

/** The built server. */
export async function startReplica(environment: Record<string, string>): Promise<Replica> {
  const port = await freePort();
  const child = started('dist/server/start.js', {
    PORT: String(port),
    METRICS: 'on',
    LOG_LEVEL: 'error',
    ...environment,
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (part) => {
      said += String(part);
      if (said.includes('Jobwatch is at')) resolve();
    });
    child.once('exit', () => reject(new Error(said)));
  });
  return {
    port,
    kill: () => end(child),
    async metrics() {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const found = [...text.matchAll(/^(\w+) ([\d.e+-]+)$/gm)];
      return new Map(found.map(([, name = '', value]) => [name, Number(value)]));
    },
  };
}
