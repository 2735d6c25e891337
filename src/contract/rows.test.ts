import { describe, expect } from 'vitest';

import { jobStatus, jobTasks, monitors } from './jobs.ts';
import { knownStatuses } from './status.ts';
import { fakeCall, listBody } from './testing/fake-call.ts';
import { fc, test } from './testing/property-test.ts';

async function read(row: unknown) {
  const { data } = await fakeCall(listBody([row]))(monitors, {});
  return data.jobs[0];
}

describe('a status', () => {
  test.each(knownStatuses)('%s is known in whichever case it comes', async (status) => {
    const written = [
      status,
      status.toLowerCase(),
      ` ${status.slice(0, 3).toLowerCase()}${status.slice(3)}`,
    ];
    for (const variant of written) {
      expect((await read({ job_id: 1, status: variant }))?.status).toBe(status);
    }
  });

  test('that nobody has heard of stays as Vault wrote it', async () => {
    expect((await read({ job_id: 1, status: 'In_Progress' }))?.status).toBe('In_Progress');
  });

  test.each([[undefined], [null], [7], [{}]])('of %s is none', async (status) => {
    expect((await read({ job_id: 1, status }))?.status).toBe('');
  });
});

test('text with half of a character is as a link can hold it', async () => {
  const written = { job_id: 1, title: 'Half \ud83d, whole \u{1f600}', status: 'Odd \udc00' };
  const { title, status } = (await read(written)) ?? {};
  expect([title, status]).toEqual(['Half \ufffd, whole \u{1f600}', 'Odd \ufffd']);
  const link = new URLSearchParams(`title=${encodeURIComponent(title ?? '')}`);
  expect(link.get('title')).toBe(title);
});

const rows = (...jobs: unknown[]) => fakeCall(listBody(jobs))(monitors, {});

const row = (status: string, hour?: number) => ({
  job_id: 1,
  status,
  ...(hour !== undefined && { modified_date: `2026-03-10T0${hour}:00:00.000Z` }),
});

describe('an id that stands twice on one page', () => {
  test('is one job, and the row left out is counted', async () => {
    const { data } = await rows({ job_id: 1 }, { job_id: 2 }, { job_id: '1' }, { job_id: ' 1 ' });
    expect(data.jobs.map(({ id }) => id)).toEqual(['1', '2']);
    expect(data.repeated).toBe(2);
    expect(data.unreadable).toBe(0);
  });

  test('is the job that has ended, whichever row comes first', async () => {
    const runs = { job_id: 1, status: 'RUNNING', modified_date: '2026-03-10T09:00:00.000Z' };
    const ended = { job_id: 1, status: 'SUCCESS', run_end_date: '2026-03-10T08:00:00.000Z' };
    for (const page of [
      [runs, ended],
      [ended, runs],
    ]) {
      expect((await rows(...page)).data.jobs).toMatchObject([{ status: 'SUCCESS' }]);
    }
  });

  test('is the row that Vault modified last, else the lower one', async () => {
    expect((await rows(row('RUNNING', 9), row('QUEUED', 8))).data.jobs[0]?.status).toBe('RUNNING');
    expect((await rows(row('QUEUED', 8), row('RUNNING', 9))).data.jobs[0]?.status).toBe('RUNNING');
    expect((await rows(row('QUEUED'), row('RUNNING'))).data.jobs[0]?.status).toBe('RUNNING');
  });

  test('is one task as well', async () => {
    const tasks = [
      { id: 'Task1', state: 'RUNNING' },
      { id: 'Task2', state: 'SUCCESS' },
      { id: 'Task1', state: 'SUCCESS' },
    ];
    const call = fakeCall({ responseStatus: 'SUCCESS', tasks });
    const { data } = await call(jobTasks, { job_id: '5' });
    expect(data).toMatchObject({
      tasks: [
        { id: 'Task1', state: 'SUCCESS' },
        { id: 'Task2', state: 'SUCCESS' },
      ],
      repeated: 1,
    });
  });

  test.prop([fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 })])(
    'leaves each job once, and no row uncounted',
    async (ids) => {
      const { data } = await rows(...ids.map((job_id) => ({ job_id })));
      expect(new Set(data.jobs.map(({ id }) => id)).size).toBe(data.jobs.length);
      expect(data.jobs.length + data.repeated).toBe(ids.length);
    },
  );
});

describe('an id', () => {
  test.each([[72505], ['72505'], [' 72505 ']])('of %j is kept as text', async (job_id) => {
    expect((await read({ job_id }))?.id).toBe('72505');
  });

  test.prop([fc.bigInt({ min: 0n, max: 2n ** 80n })])(
    'keeps every digit, whatever its size and in every field',
    async (id) => {
      const row = `{ "title": "\\"job_id\\": ${id}", "job_id" : ${id}, "created_by":${id} }`;
      const call = fakeCall(`{"responseStatus":"SUCCESS","jobs":[${row}]}`);
      const { data } = await call(monitors, {});
      expect(data.jobs).toMatchObject([
        { id: String(id), createdBy: String(id), title: `"job_id": ${id}` },
      ]);
    },
  );

  test('with a fraction takes no other row with it', async () => {
    const call = fakeCall(
      '{"responseStatus":"SUCCESS","jobs":[{"job_id":1234567890123456.5},{"job_id":12345678901234567e2},{"job_id":3}]}',
    );
    expect((await call(monitors, {})).data.jobs.at(-1)?.id).toBe('3');
  });

  test('is called job_id in lists and id in a single status', async () => {
    expect(await read({ id: 5, job_id: 6 })).toMatchObject({ id: '6' });
    const single = { responseStatus: 'SUCCESS', data: { id: '5', job_id: 6 } };
    const { data } = await fakeCall(single)(jobStatus, { job_id: '5' });
    expect(data.id).toBe('5');
  });
});

describe('a row', () => {
  test('without title, dates or people is a row all the same', async () => {
    expect(await read({ job_id: 1 })).toEqual({
      id: '1',
      title: '',
      status: '',
      createdBy: undefined,
      created: undefined,
      modifiedBy: undefined,
      modified: undefined,
      start: undefined,
      end: undefined,
    });
  });

  test('may have fields that nobody knows', async () => {
    expect(await read({ job_id: 1, queue: { depth: 3 }, title: 'Export' })).toMatchObject({
      id: '1',
      title: 'Export',
    });
  });

  test('without an id is counted, and takes no other with it', async () => {
    const rows = [
      null,
      {},
      { id: 5 },
      { job_id: '' },
      { job_id: null },
      [],
      'row',
      7,
      { job_id: 8 },
    ];
    const { data } = await fakeCall(listBody(rows))(monitors, {});
    expect(data.jobs.map(({ id }) => id)).toEqual(['8']);
    expect(data.unreadable).toBe(8);
  });

  const anything = fc.dictionary(
    fc.constantFrom(
      'job_id',
      'title',
      'status',
      'created_by',
      'created_date',
      'run_start_date',
      'x',
    ),
    fc.jsonValue(),
  );

  test.prop([fc.array(fc.oneof(anything, fc.jsonValue()))])(
    'is either read or counted, whatever it holds',
    async (rows) => {
      const { data } = await fakeCall(listBody(rows))(monitors, {});
      expect(data.jobs.length + data.unreadable).toBe(rows.length);
      for (const { id } of data.jobs) expect(id.trim()).not.toBe('');
    },
  );
});

test('a link is an object, whatever else stands among the links', async () => {
  const links = [[], null, 'self', { rel: 'self', href: '/a' }, [{ rel: 'other' }]];
  const call = fakeCall({ responseStatus: 'SUCCESS', data: { id: 1, links } });
  const { data } = await call(jobStatus, { job_id: '1' });
  expect(data.links).toMatchObject([{ rel: 'self', href: '/a' }]);
});

describe('progress', () => {
  const two = [
    { state: 'SUCCESS', size: 4 },
    { state: 'RUNNING', size: 2 },
  ];
  test.each([
    [
      'entries',
      [
        { status: 'SUCCESS', size: 4 },
        { size: 2, state: 'RUNNING' },
      ],
      two,
    ],
    ['a map', { SUCCESS: 4, RUNNING: 2 }, two],
    ['a list of maps', [{ SUCCESS: 4 }, { RUNNING: 2 }], two],
    ['one entry', { state: 'RUNNING', size: 2 }, [{ state: 'RUNNING', size: 2 }]],
    ['an entry without size', [{ state: 'RUNNING' }], [{ state: 'RUNNING', size: undefined }]],
    ['null', null, []],
    ['text', 'half', []],
    ['odd entries', [null, 3, 'x', {}], []],
    ['nothing', undefined, []],
  ])('is read from %s', async (_, progress, expected) => {
    const call = fakeCall({ responseStatus: 'SUCCESS', data: { id: 1, progress } });
    expect((await call(jobStatus, { job_id: '1' })).data.progress).toEqual(expected);
  });
});
