/** A browser that goes away takes what it asked for in the background with it, over a real port. */
import { serve } from '@hono/node-server';
import { expect, test } from 'vitest';

import { testServer } from './testing/test-server.ts';

test('reads in the background end with the connection that asked for them', async () => {
  const made = testServer();
  const { viewer } = await made.signIn();
  const { port, close } = await new Promise<{ port: number; close: () => void }>((resolve) => {
    const server = serve({ fetch: made.fetch, port: 0, hostname: '127.0.0.1' }, (address) => {
      resolve({ port: address.port, close: () => server.close() });
    });
  });
  const headers = { ...viewer.headers, 'x-jobwatch-priority': 'background' };
  const read = (offset: number, signal: AbortSignal | null = null) =>
    fetch(`http://127.0.0.1:${port}/api/vault/services/jobs/histories?limit=1&offset=${offset}`, {
      headers,
      signal,
    });
  made.world.faults.set({ kind: 'slow', ms: 300 }, { endpoint: 'histories' });
  const leaving = new AbortController();
  const left = Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => read(n, leaving.signal)));
  await expect.poll(() => made.called('histories').length).toBe(1);
  leaving.abort();
  await left;
  expect((await read(77)).status).toBe(200);
  const offsets = made.called('histories').map(({ path }) => /offset=(\d+)/.exec(path)?.[1]);
  expect(offsets).toEqual(['0', '77']);
  close();
});
