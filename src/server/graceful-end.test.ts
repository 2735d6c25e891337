/** What a server that ends still sends, and what it doesn't wait for. */
import { createServer, get, Agent, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { createGracefulEnd } from './graceful-end.ts';

const size = 10_300_000;

/** A server whose answer is larger than what a connection holds on its way. */
function serving() {
  const server = createServer((request, response) => {
    response.end(request.url === '/small' ? 'ok' : Buffer.alloc(size));
  });
  const end = createGracefulEnd(server);
  return new Promise<{ port: number; end: () => Promise<void>; isOpen: () => boolean }>(
    (resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        resolve({ port, end, isOpen: () => server.listening });
      });
    },
  );
}

function answerOf(port: number, agent?: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/', agent }, resolve).once('error', reject);
  });
}

/** Reads a little at a time, as over a bad connection. */
async function readSlowly(answer: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return bytes;
}

test('an answer that is read slowly arrives whole', async () => {
  const { port, end } = await serving();
  const agent = new Agent({ keepAlive: true });
  const answers = [await answerOf(port, agent), await answerOf(port, agent)];
  const ended = end();
  expect(await Promise.all(answers.map(readSlowly))).toEqual([size, size]);
  await ended;
  agent.destroy();
});

test('connections that ask for nothing, or for nothing more, are not waited for', async () => {
  const { port, end, isOpen } = await serving();
  const unused = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => {
    unused.once('close', resolve);
  });
  await new Promise((resolve) => {
    unused.once('connect', resolve);
  });
  const kept = await fetch(`http://127.0.0.1:${port}/small`);
  expect(await kept.text()).toBe('ok');
  await end();
  await closed;
  expect(isOpen()).toBe(false);
});

test('a reader who leaves is not waited for', async () => {
  const { port, end, isOpen } = await serving();
  const answer = await answerOf(port);
  const ended = end();
  answer.destroy();
  await ended;
  expect(isOpen()).toBe(false);
});
