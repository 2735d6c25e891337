/**
 * Requests for pages on their way to Vault and back. The next page is requested while the current
 * one is still being applied. Apart from its only importer, `archive.ts`, as that is at lint's
 * limit of 250 lines.
 */
import type { PageAnswer, PageQuery, ReadPage } from '../crawl/page-query.ts';

export function createPageRequests(read: ReadPage, onSend: () => void) {
  const pending = new Map<string, Promise<PageAnswer>>();

  function send(query: PageQuery, signal: AbortSignal): Promise<PageAnswer> {
    onSend();
    const answer = read(query, signal);
    pending.set(JSON.stringify(query), answer);
    // A failure is handled where the answer is awaited; one that nobody awaits any more is ignored.
    answer.catch(() => {});
    return answer;
  }

  return {
    isPending: (query: PageQuery) => pending.has(JSON.stringify(query)),
    /** Drops all other requests, then sends the one that `prefetch` names, if any. */
    get: async (
      query: PageQuery,
      signal: AbortSignal,
      prefetch: () => PageQuery | undefined,
    ): Promise<PageAnswer> => {
      const key = JSON.stringify(query);
      const answer = pending.get(key) ?? send(query, signal);
      for (const other of pending.keys()) if (other !== key) pending.delete(other);
      const next = prefetch();
      if (next !== undefined) void send(next, signal);
      try {
        return await answer;
      } finally {
        pending.delete(key);
      }
    },
    clear: () => pending.clear(),
  };
}
