import { expect, test } from 'vitest';

import { jobStatus } from '#contract/jobs.ts';

import { signedInClient } from '../testing/signed-in-client.ts';
import type { Job } from './job.ts';

const staging = '/api/v25.2/services/file_staging/items';
const data = 'application/json;charset=UTF-8';
const octets = 'application/octet-stream;charset=UTF-8';

async function clientWithLinks(host = 'quiet.vault.test') {
  const made = await signedInClient({ host });
  const linksOf = async ({ id }: Job) => (await made.call(jobStatus, { job_id: id })).data.links;
  return { ...made, linksOf };
}

test('a finished export has links to its status and its file', async () => {
  const { world, linksOf } = await clientWithLinks();
  const job = world.finished({ title: 'Export Documents', method: 'POST' });
  const file = `u1/export-${job.id}.csv`;
  expect(await linksOf(job)).toEqual([
    {
      rel: 'self',
      href: `/api/v25.2/services/jobs/${job.id}`,
      method: 'GET',
      accept: 'application/json',
    },
    { rel: 'file', href: `${staging}/${file}`, method: 'GET', accept: 'application/json' },
    { rel: 'content', href: `${staging}/content/${file}`, method: 'GET', accept: octets },
  ]);
});

test('a running or failed job has no file', async () => {
  const { world, linksOf, ask } = await clientWithLinks();
  const running = world.running({ title: 'Export Documents' });
  const failed = world.finished({ title: 'Export Documents', status: 'ERRORS_ENCOUNTERED' });
  expect(await linksOf(running)).toEqual([]);
  expect((await linksOf(failed)).map(({ rel }) => rel)).toEqual(['self']);
  for (const { id } of [running, failed]) {
    const answer = await ask(`${staging}/content/u1/export-${id}.csv`);
    expect(await answer.text()).toContain('INVALID_DATA');
  }
});

test('the target of every link can be fetched', async () => {
  const { world, linksOf, ask } = await clientWithLinks();
  const jobs = ['Export Documents', 'Controlled Copy', 'User Account Activation'].map((title) =>
    world.finished({ title, fileBytes: 1_000 }),
  );
  const links = (await Promise.all(jobs.map(linksOf))).flat();
  const got = await Promise.all(
    links.map(async ({ rel, href = '' }) => {
      const answer = await ask(href);
      return [rel, answer.headers.get('content-type'), (await answer.text()).length];
    }),
  );
  const small: unknown = expect.any(Number);
  expect(got).toEqual([
    ['self', data, small],
    ['file', data, small],
    ['content', octets, 1_000],
    ['self', data, small],
    ['artifacts', octets, 1_000],
    ['self', data, small],
  ]);
});

test('a file requires a session that may see jobs', async () => {
  const { world, ask, linksOf, vault, clock } = await clientWithLinks();
  const job = world.finished({ title: 'Export Documents' });
  const href = (await linksOf(job)).at(-1)?.href ?? '';
  expect(await (await ask(href, { headers: {} })).text()).toContain('INVALID_SESSION_ID');
  const nobody = await signedInClient({ userName: 'nojobs@vault.test', vault, clock });
  expect(await (await nobody.ask(href)).text()).toContain('INSUFFICIENT_ACCESS');
  const posted = await ask(href, { method: 'POST' });
  expect(await posted.text()).toContain('METHOD_NOT_SUPPORTED');
});

test('50 MB are made while they are read', async () => {
  const { world, ask, linksOf } = await clientWithLinks('odd.vault.test');
  const job = world.histories().find(({ title }) => title === 'Export of 50 MB');
  if (job === undefined) throw new Error('no large export');
  const answer = await ask((await linksOf(job)).at(-1)?.href ?? '');
  expect(answer.headers.get('content-length')).toBe(String(50 * 1024 * 1024));
  const reader = answer.body?.getReader();
  const part: unknown = (await reader?.read())?.value;
  expect(part).toHaveLength(65_536);
  await reader?.cancel();
});

test('a truncated file is half of its announced length', async () => {
  const { world, ask, linksOf } = await clientWithLinks();
  const job = world.finished({ title: 'Export Documents' });
  const href = (await linksOf(job)).at(-1)?.href ?? '';
  world.faults.set({ kind: 'truncated' });
  const answer = await ask(href);
  expect([answer.headers.get('content-length'), (await answer.text()).length]).toEqual([
    '4096',
    2_048,
  ]);
});

test('the odd world has hostile links', async () => {
  const { world, linksOf } = await clientWithLinks('odd.vault.test');
  const job = world.histories().find(({ title }) => title === 'Hostile links');
  if (job === undefined) throw new Error('no such job');
  const links = await linksOf(job);
  expect(links.length).toBeGreaterThan(10);
  expect(links.map(({ method }) => method)).toContain('POST');
});
