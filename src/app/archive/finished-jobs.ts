/**
 * The finished jobs by which every page judges how long a title usually takes and how regularly it
 * runs: those of the archive wherever this device has one, else Vault's newest. Two sources would
 * give two answers for one fact. Light, as the first page shown loads it: the archive's own code
 * comes only where there is an archive.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { loadChunk } from '../load-chunk.ts';
import { currentArchive, useCurrentArchive } from './current-archive.ts';
import { archiveName, databaseName } from './database-name.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

const noJobs: readonly Job[] = [];
/** Another tab may make an archive at any time, and a wall is open for weeks. */
const lookEveryMs = 60_000;

/** `newest`: the newest finished jobs as Vault lists them. The same array until something changes. */
export function useFinishedJobs(
  session: Session | undefined,
  newest: readonly Job[] = noJobs,
): readonly Job[] {
  const cache = useQueryClient();
  const viewer = session?.kind === 'signed-in' ? session : undefined;

  useEffect(() => {
    if (viewer === undefined) return undefined;
    // What can't be opened now is as if there were none: the newest jobs do instead.
    const look = () => void openIfStored(viewer, cache).catch(() => {});
    const lookIfVisible = () => {
      if (document.visibilityState === 'visible') look();
    };
    look();
    const timer = setInterval(lookIfVisible, lookEveryMs);
    document.addEventListener('visibilitychange', lookIfVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookIfVisible);
    };
  }, [viewer, cache]);

  const open = useCurrentArchive(viewer);
  const archived = useSyncExternalStore(
    open?.subscribe ?? subscribeToNothing,
    open?.jobs ?? withoutJobs,
    withoutJobs,
  );
  return finishedJobs(archived?.all(), newest);
}

/** For a page that has the archive's jobs already: read twice, they could differ for a second. */
export function finishedJobs(
  archived: readonly Job[] = noJobs,
  newest: readonly Job[] = noJobs,
): readonly Job[] {
  return archived.length > 0 ? archived : newest;
}

const subscribeToNothing = () => () => {};
const withoutJobs = () => undefined;

/** Who only watches does not read the whole history: an archive is opened only if there is one. */
async function openIfStored(session: SignedIn, cache: QueryClient): Promise<void> {
  const name = archiveName(session);
  if (currentArchive()?.name === name || !('indexedDB' in globalThis)) return;
  const databases = await indexedDB.databases();
  if (!databases.some((one) => one.name === databaseName(name))) return;
  const { openArchive } = await loadChunk(import('./open-archive.ts'));
  await openArchive(session, cache);
}
