import { describe, expect, test } from 'vitest';

import { currentUser } from './current-user.ts';
import { failure } from './envelope.ts';
import { authenticate } from './sign-in.ts';
import { fakeCall } from './testing/fake-call.ts';
import { user } from './users.ts';

const ada = {
  id: 44533,
  user_name__v: 'ada@vault.test',
  user_first_name__v: 'Ada',
  user_last_name__v: 'Lovelace',
  user_timezone__v: 'America/Denver',
  active__v: true,
  security_profile__v: 'system_admin__v',
};

describe('a user', () => {
  test.each([
    ['with', { user: ada }],
    ['without', ada],
  ])('is read %s the inner wrapper', async (_, entry) => {
    const call = fakeCall({ responseStatus: 'SUCCESS', users: [entry] });
    expect((await call(currentUser, {})).data).toEqual({
      id: '44533',
      userName: 'ada@vault.test',
      name: 'Ada Lovelace',
      zone: 'America/Denver',
      active: true,
    });
  });

  test.each([
    [{ user_name__v: 'bot' }, 'bot'],
    [{ user_first_name__v: 'Ada' }, 'Ada'],
    [{ user_first_name__v: null, user_last_name__v: '' }, undefined],
  ])('of %j goes by the name of %s', async (entry, name) => {
    const call = fakeCall({ responseStatus: 'SUCCESS', users: [{ user: { id: '7', ...entry } }] });
    expect((await call(user, { id: '7' })).data).toMatchObject({ id: '7', name });
  });

  test.each([[[]], [[null]], [[{ user: null }]], [[{ user: { user_name__v: 'x' } }]], [undefined]])(
    'that cannot be told from %j is an error, not a nobody',
    async (users) => {
      const call = fakeCall({ responseStatus: 'SUCCESS', users });
      await expect(call(user, { id: '7' })).rejects.toMatchObject({ type: 'VAULT_UNREADABLE' });
    },
  );

  test('that may not be read says which right is missing', async () => {
    const call = fakeCall(failure('INSUFFICIENT_ACCESS', 'No.'));
    await expect(call(user, { id: '7' })).rejects.toMatchObject({ kind: 'no-right' });
  });
});

describe('a session', () => {
  const signedIn = {
    responseStatus: 'SUCCESS',
    sessionId: 'ABC',
    userId: 12021,
    vaultId: 1776,
    vaultIds: [{ id: 1776, name: 'Sandbox', url: 'https://sandbox.vault.test/api' }],
  };
  const input = { username: 'ada', password: 'p' };

  test('tells its user and the Vault it is of, which may be another than was asked', async () => {
    expect((await fakeCall(signedIn)(authenticate, input)).data).toEqual({
      sessionId: 'ABC',
      userId: '12021',
      vaultId: '1776',
      vaults: [{ id: '1776', name: 'Sandbox', url: 'https://sandbox.vault.test/api' }],
    });
  });

  test.each([['sessionId'], ['userId'], ['vaultId']])('without %s is none', async (field) => {
    const call = fakeCall({ ...signedIn, [field]: undefined });
    await expect(call(authenticate, input)).rejects.toMatchObject({ type: 'VAULT_UNREADABLE' });
  });
});
