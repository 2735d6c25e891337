/** What a wall display may do, and what of it is seen. */
import { expect, test } from 'vitest';

import { address } from '#contract/endpoint.ts';
import { vaultEndpoints } from '#contract/endpoints.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';

import { token, serverWithDisplay } from './testing/server-with-display.ts';

const monitors = '/api/vault/services/jobs/monitors';

const writes = Object.entries(vaultEndpoints).filter(([, { method }]) => method !== 'GET');

test.each(writes)('a display can’t %s, and Vault is not called for it', async (name, endpoint) => {
  const { ask, screen, world, lines } = await serverWithDisplay();
  const path = `/api/vault${address(endpoint, { job_id: '1' })}`;
  const answer = await ask(path, { method: endpoint.method, ...screen });
  expect([answer.status, await errorTypeOf(answer)]).toEqual(
    endpoint.caller === 'viewer' ? [403, 'READ_ONLY'] : [404, 'NOT_IN_CONTRACT'],
  );
  expect(world.calls).toHaveLength(0);
  const audited = lines.filter((line) => line.includes('"start-now"'));
  expect(audited).toHaveLength(name === 'startNow' ? 1 : 0);
  for (const line of audited) {
    expect(JSON.parse(line)).toMatchObject({ userName: 'reader@vault.test', outcome: 'READ_ONLY' });
  }
});

test('there are writes to refuse', () => {
  expect(writes.map(([name]) => name)).toEqual(expect.arrayContaining(['startNow', 'keepAlive']));
});

test('a display learns a creator’s name, but gets no list of all users', async () => {
  const { look, world } = await serverWithDisplay();
  expect((await look('/api/vault/objects/users/51007')).status).toBe(200);
  const before = world.calls.length;
  expect(await errorTypeOf(await look('/api/vault/objects/users?limit=200'))).toBe('READ_ONLY');
  expect(world.calls).toHaveLength(before);
});

test.each(['about', 'file'])('a display gets no file of a job: %s', async (part) => {
  const { look, world, lines } = await serverWithDisplay();
  const job = world.finished({ title: 'Export Documents', method: 'POST' });
  expect(await errorTypeOf(await look(`/api/jobs/${job.id}/links/2/${part}`))).toBe('READ_ONLY');
  expect(world.calls).toHaveLength(0);
  await expect
    .poll(() => lines.filter((line) => line.includes('"download"')).join(''))
    .toContain('READ_ONLY');
});

test('no session, password or token of a display is in any answer or in the log', async () => {
  const { ask, look, world, lines } = await serverWithDisplay();
  const paths = [monitors, '/api/session', '/api/vault/objects/users/me'];
  const answers = [await ask(`/display/${token}`), await ask(`/display/${token}x`)];
  for (const path of paths) answers.push(await look(path));
  const shown = await Promise.all(
    answers.map(async (one) => JSON.stringify([...one.headers]) + (await one.text())),
  );
  const [session] = world.sessions.active();
  for (const secret of [session?.id ?? '', session?.id.slice(0, 8) ?? '', token]) {
    expect(secret).not.toBe('');
    expect(lines.join('') + shown.join('')).not.toContain(secret);
  }
});

test('a visitor of the simulator is its admin until they open the link', async () => {
  const { ask, look } = await serverWithDisplay();
  expect(await (await ask('/api/session')).json()).toMatchObject({
    data: { demo: true, display: false },
  });
  expect(await (await look('/api/session')).json()).toMatchObject({
    data: { demo: false, display: true, vault: { host: 'quiet.vault.test' } },
  });
});
