import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { failure } from './envelope.ts';
import { instant, milliseconds, parameter } from './instant.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import { isKnownStatus } from './status.ts';
import { fakeCall, callThrough, listBody, now } from './testing/fake-call.ts';

/**
 * As docs/vault-api.md §12 numbers them; what only proxy and simulator can prove stands with those.
 */
describe('the ten traps', () => {
  test('1: HTTP 200 is not taken as success, nor HTTP 404 for a lack of words', async () => {
    const lost = failure('INVALID_SESSION_ID', 'Invalid or expired session ID.');
    await expect(fakeCall(lost, { status: 200 })(monitors, {})).rejects.toMatchObject({
      kind: 'sign-in',
    });
    const wrong = failure('MALFORMED_URL', 'The specified resource cannot be found.');
    await expect(fakeCall(wrong, { status: 404 })(monitors, {})).rejects.toMatchObject({
      type: 'MALFORMED_URL',
    });
    for (const body of ['', '<html>', '{"responseStatus":"SUCC']) {
      await expect(fakeCall(body)(monitors, {})).rejects.toMatchObject({ kind: 'unreachable' });
    }
  });

  test('2: page two starts at offset 50, and its path is not put in front twice', async () => {
    const asked: string[] = [];
    const next_page = '/api/v25.2/services/jobs/histories?limit=50&offset=50';
    const call = callThrough((request) => {
      asked.push(request.url);
      return Promise.resolve(
        Response.json(listBody([], { responseDetails: { total: 99, next_page } })),
      );
    });
    const { data } = await call(histories, {});
    await call(histories, v.parse(histories.query, data.page.next));
    expect(asked).toEqual([
      'https://vault.test/api/v25.2/services/jobs/histories',
      'https://vault.test/api/v25.2/services/jobs/histories?limit=50&offset=50',
    ]);
  });

  test('3: a start is one POST on the long path without a body, even when it fails', async () => {
    const sent: string[] = [];
    const call = callThrough(async (request) => {
      sent.push(`${request.method} ${new URL(request.url).pathname}${await request.text()}`);
      throw new DOMException('Too long', 'TimeoutError');
    });
    await expect(call(startNow, { job_id: '72505' })).rejects.toMatchObject({
      type: 'PROXY_TIMEOUT',
    });
    expect(sent).toEqual(['POST /api/v25.2/services/jobs/start_now/72505']);
  });

  test('4: an answer about one job is kept for the 10 s in which Vault gives no other', () => {
    expect(jobStatus.keepMs).toBe(10_000);
  });

  test('5: no status is unheard of: filters are lower case, answers come as they please', async () => {
    const written = [
      'errors_encountered',
      'Queueing',
      'FAILED_TO_RUN',
      'CANCELLING',
      'IN_PROGRESS',
    ];
    const rows = written.map((status, job_id) => ({ job_id, status }));
    const { data } = await fakeCall(listBody(rows))(monitors, {});
    expect(data.jobs.map(({ status }) => [status, isKnownStatus(status)])).toEqual([
      ['ERRORS_ENCOUNTERED', true],
      ['QUEUEING', true],
      ['FAILED_TO_RUN', true],
      ['CANCELLING', true],
      ['IN_PROGRESS', false],
    ]);
    expect(v.safeParse(histories.query, { status: 'errors_encountered' }).success).toBe(true);
    expect(v.safeParse(histories.query, { status: 'ERRORS_ENCOUNTERED' }).success).toBe(false);
  });

  test('6: a job is named by id in its status and by job_id in lists, never by a link', async () => {
    const links = [{ rel: 'self', href: '/api/v25.2/services/jobs/1601' }];
    const single = fakeCall({ responseStatus: 'SUCCESS', data: { id: '1201', links } });
    expect((await single(jobStatus, { job_id: '1201' })).data.id).toBe('1201');
    const rows = [{ job_id: 263805 }, { job_id: '264474' }, { job_id: 263705 }];
    const { data } = await fakeCall(listBody(rows))(monitors, {});
    expect(data.jobs.map(({ id }) => id)).toEqual(['263805', '264474', '263705']);
  });

  test('7: dates may be missing, planned, or those of a zone; parameters have no milliseconds', async () => {
    const planned = { job_id: 1, status: 'SCHEDULED', run_start_date: '2021-02-04T04:00:00.000Z' };
    const denver = { headers: { 'x-jobwatch-times': 'America/Denver' } };
    const { data } = await fakeCall(listBody([planned, { job_id: 2 }]), denver)(monitors, {});
    const [first, second] = data.jobs;
    if (first?.start === undefined) throw new Error('no start');
    expect(first.start).toBe('2021-02-04T11:00:00.000Z');
    expect(milliseconds(first.start)).toBeGreaterThan(now);
    expect(second).toMatchObject({ created: undefined, start: undefined, end: undefined });
    expect(parameter(instant(Date.UTC(2016, 0, 15, 7, 0, 0, 999)))).toBe('2016-01-15T07:00:00Z');
    expect(v.safeParse(histories.query, { start_date: '2016-01-15T07:00:00.999Z' }).success).toBe(
      false,
    );
  });

  test('9: a row stands without anyone who made it, a status without a title', async () => {
    const rows = [{ job_id: 1, created_by: 1 }, { job_id: 2 }, { job_id: 3, created_by: {} }];
    const { data } = await fakeCall(listBody(rows))(histories, {});
    expect(data.jobs.map(({ createdBy }) => createdBy)).toEqual(['1', undefined, undefined]);
    const single = fakeCall({ responseStatus: 'SUCCESS', data: { id: 1, status: 'SUCCESS' } });
    expect((await single(jobStatus, { job_id: '1' })).data.createdBy).toBeUndefined();
  });

  test('10: the silent limit is heard: budget and delay are read, in lower case', async () => {
    const headers = {
      'x-vaultapi-burstlimit': '2000',
      'x-vaultapi-burstlimitremaining': '0',
      'x-vaultapi-responsedelay': '500',
    };
    const slowed = await fakeCall(listBody([]), { headers })(monitors, {});
    expect(slowed).toMatchObject({ budget: { limit: 2000, remaining: 0 }, delayMs: 500 });
    const silent = await fakeCall(listBody([]))(monitors, {});
    expect(silent).toMatchObject({ budget: undefined, delayMs: 0 });
  });

  test('10: a job without tasks, progress or method is not worth an error', async () => {
    const none = fakeCall(listBody([], { tasks: [], responseDetails: { total: 0 } }));
    expect((await none(jobTasks, { job_id: '264474' })).data.tasks).toEqual([]);
    const bare = fakeCall({ responseStatus: 'SUCCESS', data: { id: 264474 } });
    expect((await bare(jobStatus, { job_id: '264474' })).data).toMatchObject({
      progress: [],
      method: undefined,
    });
  });
});
