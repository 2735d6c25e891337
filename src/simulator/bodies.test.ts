/** Bodies key by key, against the documented samples of v25.2 (docs/vault-api.md §1). */
import { expect, test } from 'vitest';

import { signedInClient } from './testing/signed-in-client.ts';

const jobs = '/api/v25.2/services/jobs';
const row = [
  'job_id',
  'title',
  'status',
  'created_by',
  'created_date',
  'modified_by',
  'modified_date',
  'run_start_date',
];

test('lists have the keys of the samples, in their order', async () => {
  const { body } = await signedInClient();
  const list = ['responseStatus', 'responseMessage', 'url', 'responseDetails', 'jobs'];
  const [now, past] = [await body(`${jobs}/monitors`), await body(`${jobs}/histories`)];
  expect(Object.keys(now)).toEqual(list);
  expect(Object.keys(past)).toEqual(list);
  expect(now['responseDetails']).toEqual({ total: 4, limit: 50, offset: 0 });
  expect(keysOfFirst(now['jobs'])).toEqual(row);
  expect(keysOfFirst(past['jobs'])).toEqual([...row, 'run_end_date']);
  expect(past['url']).toBe(`${jobs}/histories?limit=50&offset=0`);
});

test('ids are numbers and dates end in .000Z', async () => {
  const { body } = await signedInClient();
  const { jobs: rows } = await body(`${jobs}/histories?limit=1`);
  expect(rows).toEqual([
    expect.objectContaining({
      job_id: expect.any(Number),
      created_by: 1,
      created_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    }),
  ]);
});

test('links to other pages contain the filters and the version', async () => {
  const { body } = await signedInClient();
  const filter = 'start_date=2026-01-20T00:00:00Z&status=success';
  const answer = await body(`${jobs}/histories?${filter}&limit=10&offset=10`);
  expect(answer['responseDetails']).toMatchObject({
    next_page: `${jobs}/histories?${filter}&limit=10&offset=20`,
    previous_page: `${jobs}/histories?${filter}&limit=10&offset=0`,
  });
});

test('a single status has an id but no title, and links only once it has finished', async () => {
  const { body, world } = await signedInClient();
  const running = world.running({ title: 'Export Documents' });
  const ended = world.finished({ title: 'User Account Activation' });
  const data = async (id: string) => Object(Reflect.get(await body(`${jobs}/${id}`), 'data'));
  const dates = ['created_by', 'created_date', 'run_start_date'];
  expect(Object.keys(await data(running.id))).toEqual(['id', 'status', 'method', ...dates]);
  expect(Object.keys(await data(ended.id))).toEqual([
    'id',
    'status',
    'links',
    ...dates,
    'run_end_date',
  ]);
});

test('only SDK jobs show progress', async () => {
  const { body, world } = await signedInClient();
  const job = world.running({ title: 'Reconcile', tasks: 10, forMs: 50_000, endsInMs: 50_000 });
  const { data } = await body(`${jobs}/${job.id}`);
  expect(data).toMatchObject({
    progress: [
      { status: 'SUCCESS', size: 5 },
      { status: 'RUNNING', size: 4 },
      { status: 'QUEUED', size: 1 },
    ],
  });
});

test('tasks have the keys of the sample, and none for other jobs', async () => {
  const { body, world } = await signedInClient();
  const job = world.finished({ title: 'Reconcile', tasks: 1 });
  expect(await body(`${jobs}/${job.id}/tasks`)).toEqual({
    responseStatus: 'SUCCESS',
    url: `${jobs}/${job.id}/tasks?limit=50&offset=0`,
    responseDetails: { total: 1, limit: 50, offset: 0 },
    job_id: Number(job.id),
    tasks: [{ id: 'Task1', state: 'SUCCESS' }],
  });
  const plain = world.finished({ title: 'User Account Activation' });
  expect(await body(`${jobs}/${plain.id}/tasks`)).toMatchObject({ tasks: [] });
  world.switches.nonSdkTasks = 'failure';
  expect(await body(`${jobs}/${plain.id}/tasks`)).toMatchObject({ responseStatus: 'FAILURE' });
});

test('start now answers with the relative url of the job and its id', async () => {
  const { ask, sessionId, world } = await signedInClient();
  const { id } = world.scheduled({ title: 'User Account Activation' });
  const headers = { Authorization: `Bearer ${sessionId}` };
  const answer = await ask(`${jobs}/start_now/${id}`, { method: 'POST', headers });
  expect(await answer.text()).toBe(
    `{"responseStatus":"SUCCESS","url":"${jobs}/${id}","job_id":${id}}`,
  );
});

test('an unknown path is 404, every refusal of a known one 200', async () => {
  const { ask } = await signedInClient();
  const get = async (path: string, method = 'GET') => {
    const answer = await ask(path, { method });
    return [answer.status, answer.headers.get('x-vaultapi-status'), await answer.text()];
  };
  const missing = [404, 'FAILURE', expect.stringContaining('MALFORMED_URL')];
  expect(await get('/api/v25.2/services/jobs')).toEqual(missing);
  expect(await get('/api/v25.2/start_now/5', 'POST')).toEqual(missing);
  expect(await get('/api/v19.3/services/jobs/monitors')).toEqual(missing);
  const verb = [200, 'FAILURE', expect.stringContaining('METHOD_NOT_SUPPORTED')];
  expect(await get(`${jobs}/start_now/5`)).toEqual(verb);
  expect(await get(`${jobs}/monitors`, 'POST')).toEqual(verb);
});

test('bad values are refused and unknown parameters ignored', async () => {
  const { body } = await signedInClient();
  const bad = ['limit=0', 'limit=201', 'offset=-1', 'status=running', 'start_date=2026-01-01'];
  for (const query of bad) {
    expect(await body(`${jobs}/histories?${query}`)).toMatchObject({
      errors: [{ type: 'INVALID_DATA' }],
    });
  }
  expect(await body(`${jobs}/histories?sort=title&client_id=x`)).toMatchObject({
    responseStatus: 'SUCCESS',
  });
});

const sameMoment = [
  '2026-03-10T14:00:00Z',
  '2026-03-10T14:00:00.000Z',
  '2026-03-10T14:00:00.990451414Z[Etc/UTC]',
  '2026-03-10T14:00Z[UTC]',
  '2026-03-10T15:00+01:00[Europe/Paris]',
  '2026-03-10T09:00:00.5-05:00',
  '2026-03-10 19:30:00+0530',
  '2026-03-10t14:00:00z',
];

test('filters take every form of a date that Veeva’s own clients send', async () => {
  const { body } = await signedInClient();
  for (const list of ['histories', 'monitors']) {
    const urls = await Promise.all(
      sameMoment.map(async (date) => {
        const escaped = `start_date=${encodeURIComponent(date)}`;
        const answers = [
          await body(`${jobs}/${list}?${escaped}`),
          // Java's URL builders leave a plus as it is.
          await body(`${jobs}/${list}?start_date=${date.replace(' ', 'T')}`),
        ];
        return answers.map(({ url }) => url);
      }),
    );
    const plain = `${jobs}/${list}?start_date=2026-03-10T14:00:00Z&limit=50&offset=0`;
    expect(new Set(urls.flat())).toEqual(new Set([plain]));
  }
});

test('no list is filtered by what is no moment, and a strict Vault takes one form only', async () => {
  const { body, world } = await signedInClient();
  const refused = async (date: string) =>
    expect(await body(`${jobs}/histories?end_date=${encodeURIComponent(date)}`)).toMatchObject({
      errors: [{ type: 'INVALID_DATA' }],
    });
  const wrong = ['', 'now', '1773151200', '2026-03-10', '2026-03-10T14:00:00', '2026-02-30T14:00Z'];
  for (const date of wrong) await refused(date);
  world.switches.filterDates = 'strict';
  const [documented = '', ...others] = sameMoment;
  for (const date of others) await refused(date);
  expect(await body(`${jobs}/histories?end_date=${documented}`)).toMatchObject({
    responseStatus: 'SUCCESS',
  });
});

test('a session can be checked by the resources of a version, as Veeva’s Java client does', async () => {
  const { ask, body } = await signedInClient();
  const root = 'https://quiet.vault.test/api/v25.2';
  for (const path of ['/api/v25.2', '/api/v25.2/']) {
    expect(await body(path)).toMatchObject({
      responseStatus: 'SUCCESS',
      values: {
        auth: `${root}/auth`,
        'services/jobs/histories': `${root}/services/jobs/histories`,
      },
    });
  }
  expect(await body('/api/v25.2', { headers: {} })).toMatchObject({
    responseStatus: 'FAILURE',
    errors: [{ type: 'INVALID_SESSION_ID' }],
  });
  expect(await body('/api/v25.2', { method: 'POST' })).toMatchObject({
    errors: [{ type: 'METHOD_NOT_SUPPORTED' }],
  });
  expect((await ask('/api/v19.3')).status).toBe(404);
});

test('the simulator answers JSON, even where XML is asked for', async () => {
  const { ask, sessionId } = await signedInClient();
  const headers = { Authorization: sessionId, Accept: 'application/xml' };
  const answer = await ask(`${jobs}/monitors`, { headers });
  expect(answer.headers.get('content-type')).toBe('application/json;charset=UTF-8');
});

test('a signed-in user can list the API versions', async () => {
  const { body } = await signedInClient();
  expect(await body('/api/')).toMatchObject({
    values: { 'v25.2': 'https://quiet.vault.test/api/v25.2' },
  });
  expect(await body('/api/', { headers: {} })).toMatchObject({ responseStatus: 'FAILURE' });
});

function keysOfFirst(rows: unknown): string[] {
  const list: unknown[] = Array.isArray(rows) ? rows : [];
  return Object.keys(Object(list[0]));
}
