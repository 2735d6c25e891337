/** A session that began or ended, in this tab or in another of the same browser. */
import type { QueryClient } from '@tanstack/react-query';

import type { Session } from '#contract/session.ts';

import { archiveName } from '../archive/database-name.ts';
import { followViewer } from '../queries/call.ts';
import { sessionQuery } from '../queries/session.ts';

/** What is needed of the router, whose own type knows every page. */
type Pages = { invalidate: () => Promise<void> };

/** All tabs of a Vault share its cookie: one that missed the change would show rows under another's name. */
const tabs = new BroadcastChannel(sessionChannel('document' in globalThis ? document.baseURI : ''));

/** By the address of a Vault's pages. */
export function sessionChannel(address: string): string {
  return `jobwatch.session ${address}`;
}

/** Notifies the other tabs, and continues here as whoever is signed in now. */
export async function changeSession(now: Session, cache: QueryClient, pages: Pages): Promise<void> {
  notifyTabs(now);
  await applySession(now, cache, pages);
}

/** Notifies the other tabs alone: after a link that made this browser a display, this tab knows. */
export function notifyTabs(now: Session): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches our own origin alone
  tabs.postMessage(now);
}

/** Follows a sign-in or sign-out in another tab. */
export function followSession(cache: QueryClient, pages: Pages): void {
  tabs.addEventListener('message', ({ data }: MessageEvent<Session>) => {
    void applySession(data, cache, pages);
  });
}

async function applySession(now: Session, cache: QueryClient, pages: Pages): Promise<void> {
  const before = cache.getQueryData(sessionQuery.queryKey);
  if (before?.kind === 'signed-in' && now.kind === 'signed-out') void forget(before);
  if (!isSame(before, now)) cache.clear(); // rows of one user are never shown to the next
  cache.setQueryData(sessionQuery.queryKey, followViewer(now));
  await pages.invalidate(); // the routes then lead to where this viewer belongs
  await cache.invalidateQueries();
}

async function forget(viewer: Extract<Session, { kind: 'signed-in' }>): Promise<void> {
  const { forgetViewer } = await import('../forget-viewer.ts');
  await forgetViewer(viewer);
}

function isSame(a: Session | undefined, b: Session): boolean {
  return (
    a?.kind === 'signed-in' &&
    b.kind === 'signed-in' &&
    // A display has no user id: as in the archive's name, its user name stands for it.
    archiveName(a) === archiveName(b)
  );
}
