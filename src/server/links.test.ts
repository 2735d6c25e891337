/** Files that jobs leave, from the simulator through the proxy to a browser's connection. */
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { envelope } from '#contract/envelope.ts';
import { jobStatus } from '#contract/jobs.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';
import { second } from '#simulator/clock.ts';

import { listen } from './listen.ts';
import { testServer } from './testing/test-server.ts';

const megabytes = 1024 * 1024;

/** What the demo's admin sees of a job with links. */
function visit(environment: Parameters<typeof testServer>[0] = {}) {
  const made = testServer(environment);
  const get = async (job: string, part: string) => made.ask(`/api/jobs/${job}/links/${part}`);
  const files = () => made.world.calls.filter(({ path }) => path.includes('/items/content/'));
  return { ...made, get, files };
}

test('the file of a finished export can be had, and is said before', async () => {
  const { world, get, files, lines } = visit();
  const job = world.finished({ title: 'Export Documents', method: 'POST' });
  expect(await (await get(job.id, '2/about')).json()).toMatchObject({
    data: { type: 'application/octet-stream', size: 4_096, fileName: `export-${job.id}.csv` },
  });
  expect(await (await get(job.id, '2/file')).text()).toHaveLength(4_096);
  expect(files()).toHaveLength(2);
  await expect
    .poll(() =>
      lines.filter((line) => line.includes('"download"')).map((line): unknown => JSON.parse(line)),
    )
    .toEqual([
      expect.objectContaining({ part: 'about', rel: 'content', outcome: 'SUCCESS', bytes: 0 }),
      expect.objectContaining({ part: 'file', rel: 'content', outcome: 'SUCCESS', bytes: 4_096 }),
    ]);
});

test('a link to the job itself costs no call of its own', async () => {
  const { world, get, called } = visit();
  const job = world.finished({ title: 'Export Documents' });
  expect(await (await get(job.id, '0/file')).json()).toMatchObject({ responseStatus: 'SUCCESS' });
  expect(called('jobStatus')).toHaveLength(1);
});

test('no link of the odd world that leads astray is followed', async () => {
  const { world, get } = visit({ SIMULATOR_WORLD: 'odd' });
  const job = world.histories().find(({ title }) => title === 'Hostile links');
  const count = job?.links?.length ?? 0;
  expect(count).toBeGreaterThan(10);
  await get(job?.id ?? '', '0/about');
  const before = world.calls.length;
  const types = await Promise.all(
    Array.from({ length: count }, async (_, at) =>
      errorTypeOf(await get(job?.id ?? '', `${at}/file`)),
    ),
  );
  expect(new Set(types)).toEqual(new Set(['NOT_IN_CONTRACT']));
  expect(world.calls).toHaveLength(before);
});

test('a user who may not see jobs gets no file of them', async () => {
  const { world, signIn, ask, get, files, clock } = visit();
  const job = world.finished({ title: 'Export Documents' });
  await (await get(job.id, '2/file')).text();
  clock.advance(10 * second);
  const { viewer } = await signIn('nojobs');
  const answer = await ask(`/api/jobs/${job.id}/links/2/file`, viewer);
  expect([answer.status, await errorTypeOf(answer)]).toEqual([403, 'INSUFFICIENT_ACCESS']);
  expect(files()).toHaveLength(1);
});

test('50 MB go through as they are taken, and end when the browser leaves', async () => {
  const made = visit({ SIMULATOR_WORLD: 'odd' });
  const job = made.world.histories().find(({ title }) => title === 'Export of 50 MB');
  const open = await listen(made.fetch, { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${open.port}/api/jobs/${job?.id}/links/2/file`;
  try {
    const whole = await fetch(url);
    expect(whole.headers.get('content-length')).toBe(String(50 * megabytes));
    expect((await whole.arrayBuffer()).byteLength).toBe(50 * megabytes);
    const leaving = new AbortController();
    const part = await fetch(url, { signal: leaving.signal });
    await part.body?.getReader().read();
    leaving.abort();
    await expect.poll(() => made.lines.filter((line) => line.includes('"LEFT"'))).toHaveLength(1);
  } finally {
    await open.close();
  }
});

test('a file that Vault cuts short does not arrive as a whole one', async () => {
  const made = visit({ SIMULATOR_WORLD: 'odd' });
  const job = made.world.histories().find(({ title }) => title === 'Export of 50 MB');
  await made.ask(`/api/vault/services/jobs/${job?.id}`);
  made.world.faults.set({ kind: 'truncated' });
  const open = await listen(made.fetch, { port: 0, host: '127.0.0.1' });
  try {
    const answer = await fetch(`http://127.0.0.1:${open.port}/api/jobs/${job?.id}/links/2/file`);
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
    const broken = () => made.lines.filter((line) => line.includes('"BROKEN"'));
    await expect.poll(broken).toHaveLength(1);
  } finally {
    await open.close();
  }
});

test('a link is followed only as far as its status is readable', async () => {
  const { world, get, clock } = visit();
  const job = world.finished({ title: 'Export Documents' });
  world.faults.set({ kind: 'html' }, { endpoint: 'jobStatus', times: 1 });
  expect(await errorTypeOf(await get(job.id, '2/file'))).toBe('VAULT_UNREADABLE');
  clock.advance(10 * second);
  const { data } = v.parse(envelope, await (await get(job.id, '0/file')).json());
  expect(v.parse(jobStatus.answer('utc'), { data }).id).toBe(job.id);
});
