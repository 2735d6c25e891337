/**
 * After a start on another process, what this one has read before is out of date as well. Each start
 * gives its user's answers another generation.
 */
import { LRUCache } from 'lru-cache';

import { ifUp, randomToken, type SharedState } from '../state/shared-state.ts';
import { identityKey, type Viewer } from './request.ts';

export type WriteNotices = {
  /** Looks whether another process has started something for this user. */
  notice: (viewer: Viewer) => Promise<void>;
  announce: (viewer: Viewer) => Promise<void>;
  /** As it was last noticed. */
  generationOf: (viewer: Viewer) => string;
};

type Options = {
  state: SharedState;
  onWritten: (identity: string) => void;
  mostIdentities?: number;
};

/** Longer than any answer is shown. */
const keepMs = 900_000;

export function createWriteNotices({
  state,
  onWritten,
  mostIdentities = 10_000,
}: Options): WriteNotices {
  const generations = new LRUCache<string, string>({ max: mostIdentities });
  const generationOf = (viewer: Viewer) => generations.get(identityKey(viewer)) ?? '';

  return {
    generationOf,
    async notice(viewer) {
      if (!state.isShared) return;
      const identity = identityKey(viewer);
      const stored = await ifUp(state.get(`written ${identity}`));
      const generation = stored?.value ?? '';
      if (!state.isUp() || generation === generationOf(viewer)) return;
      generations.set(identity, generation);
      onWritten(identity);
    },
    async announce(viewer) {
      const identity = identityKey(viewer);
      onWritten(identity);
      if (!state.isShared) return;
      const generation = randomToken();
      generations.set(identity, generation);
      await ifUp(state.set(`written ${identity}`, generation, keepMs));
    },
  };
}
