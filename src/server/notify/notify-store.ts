/** Where notifications are remembered: in a file of this process, or in the store that all share. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

import * as v from 'valibot';

import { randomToken, type SharedState } from '#proxy/state/shared-state.ts';

import { type Deliveries, deliveries } from './delivery/delivery-queue.ts';
import { encoded, memory, type Memory } from './troubles/memory.ts';

export type Stored = { memory: Memory; deliveries: Deliveries };

export type NotifyStore = {
  /** Whether this process is the one that watches and sends. */
  lead: () => Promise<boolean>;
  /**
   * What another process saved last; undefined where nobody has since this one did, or where all is
   * lost. Rejects where it can't be read.
   */
  load: () => Promise<Stored | undefined>;
  /** All of it or nothing. Rejects where it can't be written. */
  save: (stored: Stored) => Promise<void>;
  /** Lets another process lead. */
  leave: () => Promise<void>;
};

const shape = v.object({
  version: v.literal(1),
  /** Whose it is; missing where only one Vault could be watched. */
  vault: v.optional(v.string()),
  memory,
  deliveries,
});

function textOf(stored: Stored, vault: string): string {
  return encoded({ version: 1, vault, ...stored });
}

function read(text: string, vault: string): Stored {
  const stored = v.parse(shape, JSON.parse(text));
  // Which Vault is the first may have changed.
  if ((stored.vault ?? vault) !== vault) throw new OtherVaultError();
  return stored;
}

class OtherVaultError extends Error {
  readonly code = 'STATE_OF_ANOTHER_VAULT';
}

export function createFileStore(path: string, vault: string): NotifyStore {
  const fresh = `${path}.new`;
  return {
    lead: () => Promise.resolve(true),
    async load() {
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      });
      return text === undefined ? undefined : read(text, vault);
    },
    async save(stored) {
      try {
        // Titles are in it: nobody else's to read. On disk before it takes the other's place.
        await writeFile(fresh, textOf(stored, vault), { mode: 0o600, flush: true });
        await rename(fresh, path);
      } catch (error) {
        // Half a file would keep a full disk full.
        await rm(fresh, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    leave: () => Promise.resolve(),
  };
}

/** Longer than it is between two looks, and than a message takes. */
const usualLeaseMs = 90_000;
const keptMs = 60 * 86_400_000;

export function createSharedStore(
  state: SharedState,
  { vaultHost, leaseMs = usualLeaseMs }: { vaultHost: string; leaseMs?: number },
): NotifyStore {
  const token = randomToken();
  const lease = `notify lease ${vaultHost}`;
  const key = `notify state ${vaultHost}`;
  return {
    lead: async () => (await state.hold(lease, token, leaseMs)) === token,
    async load() {
      const found = await state.get(key);
      const isOwn = found?.value.startsWith(`${token} `) ?? true;
      return found === undefined || isOwn
        ? undefined
        : read(found.value.slice(token.length + 1), vaultHost);
    },
    save: (stored) => state.set(key, `${token} ${textOf(stored, vaultHost)}`, keptMs),
    leave: () => state.release(lease, token),
  };
}

/** Why something failed, without a path or what was in it. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
}
