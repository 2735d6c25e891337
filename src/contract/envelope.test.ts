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
        { type: '', message: 'boom' },
        { type: '', message: 'Two.' },
      ],
    });
  });

  const reason = 'The queue is closed.';
  test.each<[string, Record<string, unknown>]>([
    ['in responseMessage alone', { responseMessage: reason }],
    ['in responseMessage beside an empty list', { errors: [], responseMessage: reason }],
    ['in message', { message: reason }],
    ['in description', { description: reason }],
    ['as text', { errors: reason }],
    ['as texts in a list', { errors: [reason, 'Two.'] }],
    ['as an object', { errors: { message: reason } }],
    ['under the name of one error', { error: { description: reason } }],
    ['as text under the name of one error', { error: reason }],
    ['one level deeper', { errors: [{ error: { message: reason } }] }],
    ['in a list of lists', { errors: [[{ message: reason }]] }],
    [
      'in responseMessage, as the error has none',
      { errors: [{ type: 'X', message: '' }], responseMessage: reason },
    ],
  ])('gives the reason that Vault wrote %s', async (_, fields) => {
    const error = await rejected({ responseStatus: 'FAILURE', ...fields });
    expect(error).toMatchObject({ message: reason, kind: 'refused' });
  });

  test.each<[string, Record<string, unknown>]>([
    ['a text', { errors: ['INVALID_SESSION_ID: Invalid or expired session ID.'] }],
    ['a text that is only the type', { errors: 'INVALID_SESSION_ID' }],
    ['a key', { errors: { INVALID_SESSION_ID: 'Invalid or expired session ID.' } }],
    ['a message', { responseMessage: 'INVALID_SESSION_ID - Invalid or expired session ID.' }],
    ['errorType', { errorType: 'INVALID_SESSION_ID', responseMessage: 'Expired.' }],
  ])('is understood by its type in %s', async (_, fields) => {
    const error = await rejected({ responseStatus: 'FAILURE', ...fields });
    expect(error).toMatchObject({ type: 'INVALID_SESSION_ID', kind: 'sign-in' });
  });

  test.each([
    'START_NOW is not allowed for this job.',
    'MAX_ROWS, as set by an admin, is too small.',
    'START_NOW-requests are not allowed.',
  ])('keeps every word of a reason that begins with one in capitals: %s', async (text) => {
    const error = await rejected({ responseStatus: 'FAILURE', responseMessage: text });
    expect(error).toMatchObject({ type: '', message: text });
  });

  test('is cut where its reason would fill the screen, and between characters', async () => {
    const error = await rejected({
      responseStatus: 'FAILURE',
      errors: ['x' + '\u{1f469}'.repeat(9_999)],
    });
    expect(error).toBeInstanceOf(VaultError);
    const { message } = error instanceof VaultError ? error : { message: '' };
    expect(message.length).toBeLessThanOrEqual(501);
    expect(message).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test.each([[undefined], [null], [[]], [''], [{}], [[[[[['deep']]]]]]])(
    'with errors of %j says so',
    async (errors) => {
      expect(await rejected({ responseStatus: 'FAILURE', errors })).toMatchObject({
        type: 'UNEXPECTED_ERROR',
        kind: 'unreachable',
        message: 'Vault gave no reason.',
      });
    },
  );
});

test('an EXCEPTION is an error as well', async () => {
  const errors = [{ type: 'UNEXPECTED_ERROR', message: 'System fault.' }];
  expect(await rejected({ responseStatus: 'EXCEPTION', errors })).toMatchObject({
    type: 'UNEXPECTED_ERROR',
    message: 'System fault.',
  });
});

test.each<[string, Record<string, unknown>]>([
  [
    'a type that nobody knows',
    { errors: [{ type: 'NODE_DOWN', message: 'Node west-7 is down.' }] },
  ],
  ['words alone', { responseMessage: 'Node west-7 is down.' }],
])('an EXCEPTION with %s may pass: nobody refused anything', async (_, fields) => {
  const error = await rejected({ responseStatus: 'EXCEPTION', ...fields });
  expect(error).toMatchObject({ kind: 'unreachable', message: 'Node west-7 is down.' });
});

test.each<[Record<string, unknown>, number, string]>([
  [{ responseMessage: 'Busy' }, 503, 'unreachable'],
  [{ errors: [{ type: 'NODE_DOWN' }] }, 503, 'unreachable'],
  [{ responseMessage: 'Busy' }, 429, 'slow-down'],
  [{ responseMessage: 'No.' }, 400, 'refused'],
  // Counted by Vault towards a lock, whatever the HTTP status.
  [{ errors: { type: 'USERNAME_OR_PASSWORD_INCORRECT' } }, 503, 'refused'],
  [{ errors: { type: 'INSUFFICIENT_ACCESS' } }, 503, 'no-right'],
])('a FAILURE with %j and HTTP %i is %s', async (fields, status, kind) => {
  const error = await rejected({ responseStatus: 'FAILURE', ...fields }, { status });
  expect(error).toMatchObject({ kind });
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

test.each<[string, Record<string, unknown>]>([
  ['as objects', { warnings: [{ message: 'Jobs of west-7 are missing.' }] }],
  ['as texts', { warnings: ['Jobs of west-7 are missing.'] }],
  ['as one text', { warnings: 'Jobs of west-7 are missing.' }],
  ['as one object', { warnings: { description: 'Jobs of west-7 are missing.' } }],
  ['in responseMessage', { responseMessage: 'Jobs of west-7 are missing.' }],
])('a WARNING keeps its words, given %s', async (_, fields) => {
  const body = listBody([{ job_id: 1 }], { ...fields, responseStatus: 'WARNING' });
  const { data, warnings } = await fakeCall(body)(monitors, {});
  expect(data.jobs).toHaveLength(1);
  expect(warnings.map(({ message }) => message)).toEqual(['Jobs of west-7 are missing.']);
});

const warn = (fields: Record<string, unknown>) => fakeCall(listBody([], fields))(monitors, {});

test('a WARNING without a word is one all the same, and a plain SUCCESS is none', async () => {
  expect((await warn({ responseStatus: 'WARNING', responseMessage: 'OK' })).warnings).toHaveLength(
    1,
  );
  expect((await warn({ responseMessage: 'Success' })).warnings).toEqual([]);
  expect((await warn({ warnings: [], responseMessage: 'Two jobs.' })).warnings).toEqual([]);
  expect((await warn({ warnings: ['Slow.'] })).warnings).toHaveLength(1);
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
