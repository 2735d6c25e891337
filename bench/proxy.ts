/** What the proxy adds to an answer that it shares, beside a bare server with the same bytes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { Worker } from 'node:worker_threads';

import { median, type Row } from './row.ts';
import { signedIn, type Testbed } from './testbed.ts';

const inTurn = 300;
const atOnce = 32;
const many = 4_000;
const path = '/api/vault/services/jobs/monitors?limit=200';

export async function proxy({ vaultHost, rounds }: Testbed): Promise<Row[]> {
  const ours = await built(vaultHost);
  const cookie = await signedIn(ours.url, vaultHost);
  const bare = await floor(await received(ours.url + path, { headers: { cookie, ...asBrowsers } }));
  try {
    const p50 = { ours: [] as number[], bare: [] as number[] };
    const perSecond = { ours: [] as number[], bare: [] as number[] };
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [side, url] of [
        ['ours', ours.url],
        ['bare', bare.url],
      ] as const) {
        const one = await asked({ url, cookie, count: inTurn, atOnce: 1 });
        const all = await asked({ url, cookie, count: many, atOnce });
        if (round === 0) continue;
        p50[side].push(median(one.eachMs));
        perSecond[side].push(many / (all.tookMs / 1_000));
      }
    }
    const [added, base] = [median(p50.ours) - median(p50.bare), median(p50.bare)];
    return [
      {
        what: 'proxy: added to the median of a shared answer',
        unit: 'ms',
        ours: added,
        budget: { kind: 'at-most', value: 1 },
        samples: rounds * inTurn,
        note: `bare server ${base.toFixed(2)} ms`,
      },
      {
        what: `proxy: shared answers a second, ${atOnce} at once`,
        unit: '/s',
        ours: median(perSecond.ours),
        floor: median(perSecond.bare),
        budget: { kind: 'share-of-floor', value: 0.6 },
        samples: rounds,
      },
    ];
  } finally {
    await bare.close();
    ours.close();
  }
}

/** The built server, in a process of its own as it runs elsewhere. */
async function built(vaultHost: string) {
  const child = fork('dist/server/start.js', {
    env: { VAULT_URL: `http://${vaultHost}`, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let said = '';
  for await (const part of child.stdout ?? []) {
    said += String(part);
    if (said.includes('Jobwatch is at')) break;
  }
  const url = /Jobwatch is at (http:\S+?)\/?\s/.exec(said)?.[1];
  if (url === undefined) throw new Error(said);
  return { url, close: () => child.kill('SIGKILL') };
}

type Bare = { url: string; close: () => Promise<unknown> };

const bareServer = `
const { createServer } = require('node:http');
const { parentPort, workerData: { body, headers } } = require('node:worker_threads');
const server = createServer((_, answer) => answer.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

async function floor({ body, headers: answered }: Received): Promise<Bare> {
  const skipped = ['transfer-encoding', 'connection', 'keep-alive'];
  const headers = Object.fromEntries(
    Object.entries(answered).filter(([name]) => !skipped.includes(name)),
  );
  const worker = new Worker(bareServer, { eval: true, workerData: { body, headers } });
  const [port] = await once(worker, 'message');
  return { url: `http://127.0.0.1:${port}`, close: () => worker.terminate() };
}

type Asking = { url: string; cookie: string; count: number; atOnce: number };

async function asked({ url, cookie, count, atOnce }: Asking) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const eachMs: number[] = [];
  let left = count;
  const began = performance.now();
  const asker = async () => {
    while (left > 0) {
      left -= 1;
      const from = performance.now();
      await received(url + path, { agent, headers: { cookie, ...asBrowsers } });
      eachMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, asker));
  const tookMs = performance.now() - began;
  agent.destroy();
  return { eachMs, tookMs };
}

/** Of plain http on loopback. */
const asBrowsers = { 'accept-encoding': 'gzip, deflate, br, zstd' };

type Received = { body: Buffer; headers: IncomingHttpHeaders };

/** As it is sent: unlike `fetch`, it undoes no compression. */
function received(url: string, how: { agent?: Agent; headers: Record<string, string> }) {
  return new Promise<Received>((resolve, reject) => {
    const sent = request(url, how, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`HTTP ${answer.statusCode}`));
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('end', () => resolve({ body: Buffer.concat(chunks), headers: answer.headers }));
    });
    sent.once('error', reject);
    sent.end();
  });
}
