/** Pages on their way. The next one is asked for while this one is still being taken in. */
import type { Query, Read, Reading } from './crawl/page-query.ts';

export function flights(read: Read, onLaunch: () => void) {
  const flying = new Map<string, Promise<Reading>>();

  function launch(query: Query, signal: AbortSignal): Promise<Reading> {
    onLaunch();
    const landing = read(query, signal);
    flying.set(JSON.stringify(query), landing);
    landing.catch(() => {}); // heard where it is awaited, if it still is
    return landing;
  }

  return {
    isFlying: (query: Query) => flying.has(JSON.stringify(query)),
    /** The answer to a query; those of other pages are wanted no more unless asked ahead. */
    land: async (query: Query, signal: AbortSignal, ahead: () => Query | undefined) => {
      const key = JSON.stringify(query);
      const landing = flying.get(key) ?? launch(query, signal);
      for (const other of flying.keys()) if (other !== key) flying.delete(other);
      const then = ahead();
      if (then !== undefined) void launch(then, signal);
      try {
        return await landing;
      } finally {
        flying.delete(key);
      }
    },
    forget: () => flying.clear(),
  };
}
