/**
 * Vault's own sessions (docs/vault-api.md §4). Only the proxy calls these: a browser never sees a
 * session.
 */
import { endpoint } from './endpoint.ts';
import { id, optionalText, userId } from './field.ts';
import * as z from './zod.ts';

const vaultEntry = z.looseObject({
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
  body: { username: z.string(), password: z.string(), vaultDNS: z.string().optional() },
  answer: () =>
    z
      .looseObject({
        sessionId: z.string().min(1),
        userId,
        vaultId: id,
        vaultIds: z.array(vaultEntry).catch([]),
      })
      .transform(({ sessionId, userId: user, vaultId, vaultIds }) => ({
        sessionId,
        userId: user,
        vaultId,
        vaults: vaultIds,
      })),
});

/**
 * Resets the idle limit; can't pass the 48 h after which every session ends (docs/vault-api.md §4).
 */
export const keepAlive = endpoint({
  of: 'vault',
  caller: 'viewer',
  method: 'POST',
  path: '/keep-alive',
  answer: () => z.looseObject({}).transform(() => ({})),
});

/** Ends this one session. */
export const endSession = endpoint({
  of: 'vault',
  caller: 'proxy',
  method: 'DELETE',
  path: '/session',
  answer: () => z.looseObject({}).transform(() => ({})),
});
