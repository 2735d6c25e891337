/** One press is one request at Vault, however often it arrives. */
import { describe, expect, test } from 'vitest';

import { isWrite } from '#contract/endpoint.ts';
import { jobwatchEndpoints, vaultEndpoints } from '#contract/endpoints.ts';
import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, fakeVault, success, testProxy } from '../testing/test-proxy.ts';

const start = '/api/vault/services/jobs/start_now/12';
const key = '"0b6f-41"';

/** A proxy whose Vault starts a job only when `answer` is called. */
async function starter(reply: () => Response = () => success({ job_id: 12 })) {
  const waiting: (() => void)[] = [];
  const made = testProxy({
    upstream: fakeVault(({ url }) =>
      url.includes('start_now')
        ? new Promise((resolve) => {
            waiting.push(() => resolve(reply()));
          })
        : undefined,
    ),
  });
  const { cookie } = await made.signIn();
  const press = (headers: Record<string, string> = {}, path = start) =>
    made.ask(path, { method: 'POST', headers: { cookie, 'Idempotency-Key': key, ...headers } });
  const answer = async () => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    for (const go of waiting.splice(0)) go();
  };
  return { ...made, cookie, press, answer };
}

describe('a start that arrives again', () => {
  test('while Vault is asked, waits for the same answer', async () => {
    const { press, answer, asked } = await starter();
    const presses = [press(), press(), press()];
    await answer();
    const texts = await Promise.all((await Promise.all(presses)).map((one) => one.text()));
    expect(texts).toEqual(
      Array.from({ length: 3 }, () => '{"responseStatus":"SUCCESS","job_id":12}'),
    );
    expect(asked()).toEqual(['POST /services/jobs/start_now/12']);
  });

  test('afterwards, gets the same answer, with its age', async () => {
    const { press, answer, asked, advance } = await starter();
    const first = press();
    await answer();
    expect((await first).headers.get('age')).toBeNull();
    advance(299_000);
    const again = await press();
    expect([again.status, again.headers.get('age')]).toEqual([200, '299']);
    expect(await again.json()).toMatchObject({ job_id: 12 });
    expect(asked()).toHaveLength(1);
  });

  test.each(['OPERATION_NOT_ALLOWED', 'API_LIMIT_EXCEEDED', 'INVALID_SESSION_ID'])(
    'gets the same refusal: %s',
    async (type) => {
      const { press, answer, asked } = await starter(() => failure(type));
      const first = press();
      await answer();
      expect(await errorTypeOf(await first)).toBe(type);
      expect(await errorTypeOf(await press())).toBe(type);
      expect(asked()).toHaveLength(1);
    },
  );

  test('is not sent again where Vault’s answer was lost', async () => {
    const { press, answer, asked } = await starter(() => new Response('<p>'));
    const first = press();
    await answer();
    const both = [await first, await press()];
    expect(await Promise.all(both.map(errorTypeOf))).toEqual([
      'VAULT_UNREADABLE',
      'VAULT_UNREADABLE',
    ]);
    expect(asked()).toHaveLength(1);
  });

  test('has a line in the log that names the request that it repeats', async () => {
    const { press, answer, lines } = await starter();
    const first = press();
    await answer();
    await first;
    await press();
    const starts = lines.filter((line) => line.includes('"start-now"'));
    const [carriedOut = '', repeat = ''] = starts;
    const id = /"id":"([^"]+)"/.exec(carriedOut)?.[1];
    expect(JSON.parse(repeat)).toMatchObject({ outcome: 'SUCCESS', repeatOf: id });
    expect(carriedOut).not.toContain('repeatOf');
  });
});

describe('a key', () => {
  test('is forgotten after five minutes', async () => {
    const { press, answer, asked, advance } = await starter();
    const first = press();
    await answer();
    await first;
    advance(300_000);
    const later = press();
    await answer();
    await later;
    expect(asked()).toHaveLength(2);
  });

  test('of one viewer says nothing about another’s', async () => {
    const { press, answer, asked, signIn } = await starter();
    const ada = press();
    await answer();
    await ada;
    const { cookie } = await signIn({ userName: 'bob' });
    const bob = press({ cookie });
    await answer();
    await bob;
    expect(asked()).toHaveLength(2);
  });

  test('opens nothing to nobody', async () => {
    const { press, answer } = await starter();
    const ada = press();
    await answer();
    await ada;
    expect(await errorTypeOf(await press({ cookie: '' }))).toBe('INVALID_SESSION_ID');
    expect(await errorTypeOf(await press({ 'sec-fetch-site': 'cross-site' }))).toBe(
      'FOREIGN_ORIGIN',
    );
  });

  test('that was used for another job is refused', async () => {
    const { press, answer, asked } = await starter();
    const first = press();
    await answer();
    await first;
    const other = await press({}, start.replace('12', '13'));
    expect([other.status, await errorTypeOf(other)]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(asked()).toHaveLength(1);
  });

  test.each(['', '""', 'a b', '"ä"', 'x'.repeat(256), '"a", "b"'])('%j is none', async (odd) => {
    const { press, asked } = await starter();
    const answer = await press({ 'Idempotency-Key': odd });
    expect([answer.status, await errorTypeOf(answer)]).toEqual([400, 'INVALID_DATA']);
    expect(asked()).toEqual([]);
  });

  test('is the same without its quotation marks', async () => {
    const { press, answer, asked } = await starter();
    const first = press();
    await answer();
    await first;
    expect((await press({ 'Idempotency-Key': '0b6f-41' })).status).toBe(200);
    expect(asked()).toHaveLength(1);
  });

  test('is not asked of those who send none: each of their writes is one of its own', async () => {
    const { ask, cookie, answer, asked } = await starter();
    for (let calls = 1; calls <= 2; calls += 1) {
      const sent = ask(start, { method: 'POST', headers: { cookie } });
      await answer();
      expect((await sent).status).toBe(200);
      expect(asked()).toHaveLength(calls);
    }
  });

  test('of a server that was restarted is refused, as nobody knows what it had done', async () => {
    const { press, ask, answer, asked, lines } = await starter();
    const read: unknown = await (await ask('/api/build')).json();
    expect(read).toMatchObject({ data: { id: 'dev', store: expect.stringMatching(/^.{16}$/) } });
    const gone = await press({ 'X-Jobwatch-Store': 'of the process before' });
    expect([gone.status, await errorTypeOf(gone)]).toEqual([412, 'SERVER_RESTARTED']);
    expect(asked()).toEqual([]);
    const starts = lines.filter((line) => line.includes('"start-now"'));
    expect(JSON.parse(starts[0] ?? '')).toMatchObject({ outcome: 'unknown' });
    const now = press({ 'X-Jobwatch-Store': storeIn(read) });
    await answer();
    expect((await now).status).toBe(200);
  });
});

const writes = [...Object.values(vaultEndpoints), ...Object.values(jobwatchEndpoints)].filter(
  (endpoint) => isWrite(endpoint) && endpoint.caller === 'viewer',
);

test.each(
  writes.map(({ of, method, path }) => [
    method,
    of === 'vault' ? `/api/vault${path}` : `/api${path}`,
  ]),
)('whatever it is, it is carried out once: %s %s', async (method, path) => {
  const made = testProxy();
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  const body = { vault: 'acme.veevavault.com', userName: 'ada', password: 'right' };
  const answers = [];
  for (let times = 0; times < 3; times += 1) {
    const answer = await made.ask(path.replace('{job_id}', '12'), {
      method,
      headers: { cookie, 'Idempotency-Key': key },
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    });
    answers.push([answer.status, answer.headers.getSetCookie(), await answer.text()]);
  }
  expect(answers[0]?.[0]).toBe(200);
  expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
  expect(made.calls).toHaveLength(1);
});

function storeIn(body: unknown): string {
  return /"store":"([^"]+)"/.exec(JSON.stringify(body))?.[1] ?? '';
}
