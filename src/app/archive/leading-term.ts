/** When this tab leads: from when it may write until another tab may, or its store has failed. */
import type { LeaderState, TabLeader } from './tab-leader.ts';

type Options = {
  /** Undefined where no other tab shares the store. */
  tabs: Pick<TabLeader, 'lead'> | undefined;
  /** Aborted once the store keeps nothing: then there is nothing to share either. */
  failed: AbortSignal;
  /** What a term begins with: from then on no other tab can write. */
  prepare: () => Promise<void>;
  /** It follows another tab. */
  onFollow: (leader: LeaderState) => void;
};

export function createLeadingTerm({ tabs, failed, prepare, onFollow }: Options) {
  let term = new AbortController();
  return {
    /** Resolves once this tab leads, with a signal that is aborted when it no longer does. */
    begin: async (signal: AbortSignal): Promise<AbortSignal> => {
      term = new AbortController();
      const end = AbortSignal.any([signal, term.signal]);
      const isShared = tabs !== undefined && !failed.aborted;
      if (isShared) onFollow('active');
      const leading = isShared ? await tabs.lead(AbortSignal.any([end, failed]), onFollow) : end;
      if (!leading.aborted) await prepare();
      return leading;
    },
    /** Another tab has claimed the store. */
    end: () => term.abort(),
  };
}
