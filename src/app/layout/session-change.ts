/** A session that began or ended, in this tab or in another of the same browser. */
import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '#contract/session.ts';

import { sessionQuery } from '../queries/session.ts';

/** What is needed of the router, whose own type knows every page. */
type Pages = { invalidate: () => Promise<void> };

/** The cookie is every tab's: one that did not hear of it would show rows under another's name. */
const tabs = new BroadcastChannel('jobwatch.session');

/** Tells the other tabs, and goes on here as whoever is signed in now. */
export async function changeSession(now: Session, cache: QueryClient, pages: Pages): Promise<void> {
  tellTabs(now);
  await takeOver(now, cache, pages);
}

/** Tells the other tabs alone: here it is known, as after a link that made this browser a display. */
export function tellTabs(now: Session): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches our own origin alone
  tabs.postMessage(now);
}

/** Goes on with what another tab has signed in to or out of. */
export function followSession(cache: QueryClient, pages: Pages): void {
  tabs.addEventListener('message', ({ data }: MessageEvent<Session>) => {
    void takeOver(data, cache, pages);
  });
}

async function takeOver(now: Session, cache: QueryClient, pages: Pages): Promise<void> {
  const before = cache.getQueryData(sessionQuery.queryKey);
  if (before?.kind === 'signed-in' && now.kind === 'signed-out') void dropArchive(before);
  if (!isSame(before, now)) cache.clear(); // rows of one user are never shown to the next
  cache.setQueryData(sessionQuery.queryKey, now);
  await pages.invalidate(); // the routes then lead to where this viewer belongs
  await cache.invalidateQueries();
}

/** What was read for a viewer leaves the device with them. Its code comes only now, to the few who do. */
async function dropArchive(viewer: Extract<Session, { kind: 'signed-in' }>): Promise<void> {
  const archive = await import('../archive/open-archive.ts');
  await archive.dropArchive(viewer);
}

function isSame(a: Session | undefined, b: Session): boolean {
  return (
    a?.kind === 'signed-in' &&
    b.kind === 'signed-in' &&
    a.user.id === b.user.id &&
    a.vault.host === b.vault.host
  );
}
