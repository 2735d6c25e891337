/**
 * Vault's own sessions (docs/vault-api.md §4). Only the proxy calls these: a browser never sees a
 * session.
 */
import * as v from 'valibot';

import { endpoint } from './endpoint.ts';
import { id, optionalText, userId } from './field.ts';

const vaultEntry = v.looseObject({
  id,
  name: optionalText,
  url: optionalText,
});

/**
 * May answer SUCCESS with a session of another Vault than was asked: compare `vaultId`
 * (docs/vault-api.md §4). Never retried: five wrong passwords lock the account.
 */
export const authenticate = endpoint({
  of: 'vault',
  caller: 'proxy',
  method: 'POST',
  path: '/auth',
  encoding: 'form',
  body: { username: v.string(), password: v.string(), vaultDNS: v.optional(v.string()) },
  answer: () =>
    v.pipe(
      v.looseObject({
        sessionId: v.pipe(v.string(), v.nonEmpty()),
        userId,
        vaultId: id,
        vaultIds: v.fallback(v.array(vaultEntry), []),
      }),
      v.transform(({ sessionId, userId: user, vaultId, vaultIds }) => ({
        sessionId,
        userId: user,
        vaultId,
        vaults: vaultIds,
      })),
    ),
});

/**
 * Resets the idle limit; can't pass the 48 h after which every session ends (docs/vault-api.md §4).
 */
export const keepAlive = endpoint({
  of: 'vault',
  caller: 'viewer',
  method: 'POST',
  path: '/keep-alive',
  answer: () =>
    v.pipe(
      v.looseObject({}),
      v.transform(() => ({})),
    ),
});

/** Ends this one session. */
export const endSession = endpoint({
  of: 'vault',
  caller: 'proxy',
  method: 'DELETE',
  path: '/session',
  answer: () =>
    v.pipe(
      v.looseObject({}),
      v.transform(() => ({})),
    ),
});
