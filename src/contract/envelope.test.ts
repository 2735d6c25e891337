import { describe, expect, test } from 'vitest';

import { failure, ownError, ownFaults, VaultError } from './envelope.ts';
import { monitors, startNow } from './jobs.ts';
import { fakeCall, listBody } from './testing/fake-call.ts';

/** What a call rejects with when Vault answers so. */
async function rejected(body: unknown, init?: ResponseInit): Promise<unknown> {
  return fakeCall(body, init)(monitors, {}).then(
    () => 'no error',
    (error: unknown) => error,
  );
}

describe('a FAILURE', () => {
  test('with HTTP 200 is an error, whatever rows come with it', async () => {
    const body = listBody([{ job_id: 1 }], failure('INSUFFICIENT_ACCESS', 'Not for you.'));
    const error = await rejected(body, { status: 200 });
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({
      type: 'INSUFFICIENT_ACCESS',
      kind: 'no-right',
      message: 'Not for you.',
      httpStatus: 200,
    });
  });

  test('with HTTP 404 is read by its body', async () => {
    const message = 'The specified resource cannot be found.';
    expect(await rejected(failure('MALFORMED_URL', message), { status: 404 })).toMatchObject({
      type: 'MALFORMED_URL',
      kind: 'refused',
      message,
      httpStatus: 404,
    });
  });

  test('is told by its word alone: a SUCCESS with HTTP 500 is one', async () => {
    const { data } = await fakeCall(listBody([{ job_id: 1 }]), { status: 500 })(monitors, {});
    expect(data.jobs).toHaveLength(1);
  });

  test('may have its errors as one object, in lower case, or with keys that nobody knows', async () => {
    const errors = { type: 'invalid_data', message: 'No.', subtype: null, errorCodes: null };
    expect(await rejected({ responseStatus: 'failure', errors })).toMatchObject({
      type: 'INVALID_DATA',
      faults: [{ type: 'INVALID_DATA', message: 'No.' }],
    });
  });

  test('keeps its reason when something strange stands beside it', async () => {
    const errors = [null, 'boom', { type: 'INVALID_SESSION_ID', message: 5 }, { message: 'Two.' }];
    expect(await rejected({ responseStatus: 'FAILURE', errors })).toMatchObject({
      type: 'INVALID_SESSION_ID',
      kind: 'sign-in',
      faults: [
        { type: 'INVALID_SESSION_ID', message: '' },
        { type: '', message: 'Two.' },
      ],
    });
  });

  test.each([[undefined], [null], [[]], ['none']])('with errors of %j says so', async (errors) => {
    expect(await rejected({ responseStatus: 'FAILURE', errors })).toMatchObject({
      type: 'UNEXPECTED_ERROR',
      kind: 'unreachable',
      message: 'Vault gave no reason.',
    });
  });
});

test('an EXCEPTION is an error as well', async () => {
  const errors = [{ type: 'UNEXPECTED_ERROR', message: 'System fault.' }];
  expect(await rejected({ responseStatus: 'EXCEPTION', errors })).toMatchObject({
    type: 'UNEXPECTED_ERROR',
    message: 'System fault.',
  });
});

test('a WARNING is a success that has something to say, under either name of its type', async () => {
  const call = fakeCall({
    responseStatus: 'WARNING',
    job_id: 5,
    warnings: [
      { warning_type: 'SLOW', message: 'Busy.' },
      { type: 'LATE', message: 'Late.' },
      { message: 'Just so.' },
      null,
    ],
  });
  const { data, warnings } = await call(startNow, { job_id: '5' });
  expect(data).toEqual({ id: '5' });
  expect(warnings).toEqual([
    { type: 'SLOW', message: 'Busy.' },
    { type: 'LATE', message: 'Late.' },
    { type: '', message: 'Just so.' },
  ]);
});

test.each([
  ['INVALID_SESSION_ID', 'sign-in'],
  ['INSUFFICIENT_ACCESS', 'no-right'],
  ['API_LIMIT_EXCEEDED', 'slow-down'],
  ['RACE_CONDITION', 'unreachable'],
  ['OPERATION_NOT_ALLOWED', 'refused'],
  ['SOMETHING_NEW', 'refused'],
])('%s leaves the viewer with: %s', async (type, kind) => {
  expect(await rejected(failure(type, 'x'))).toMatchObject({ type, kind });
});

test.each(ownFaults)('%s of ours has the same shape on the wire as in the client', async (type) => {
  const here = ownError(type, 'Words.', { httpStatus: 502 });
  const there = await rejected(failure(type, 'Words.'), { status: 502 });
  expect(there).toEqual(here);
});
