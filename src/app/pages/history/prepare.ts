import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '#contract/session.ts';

import type { Archive } from '../../archive/archive.ts';
import { openArchive } from '../../archive/open-archive.ts';
import { waitBriefly } from '../../brief-wait.ts';
import { isDrawn } from '../../queries/inlined-answers.ts';
import { recentHistoriesQuery } from '../../queries/jobs.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

type Options = {
  context: { cache: QueryClient; session: SignedIn };
  /** Somebody only points at the link: no reason yet to read the history. */
  preload: boolean;
};

/** Where the rows come from depends on what is kept; on a first visit they are the newest jobs. */
export async function prepare({ context: { cache, session }, preload }: Options): Promise<void> {
  await waitBriefly([
    cache.prefetchQuery(recentHistoriesQuery),
    // Rows that were drawn are Vault's, and stay.
    preload || isDrawn() ? Promise.resolve() : openedArchive(session, cache),
  ]);
}

/** Resolves once History can choose where its rows come from, or has the first that are kept. */
async function openedArchive(session: SignedIn, cache: QueryClient): Promise<void> {
  const archive = await openArchive(session, cache);
  if (archive === undefined || isKnown(archive)) return;
  await new Promise<void>((resolve) => {
    const unsubscribe = archive.subscribe(() => {
      if (!isKnown(archive)) return;
      unsubscribe();
      resolve();
    });
  });
}

function isKnown(archive: Archive): boolean {
  const { activity, hasStoredHistory } = archive.state();
  return activity.kind !== 'opening' || (hasStoredHistory && archive.lazyJobs().size > 0);
}
