/**
 * Requests for pages on their way to Vault and back. The next ones are requested while the current
 * one is still being applied. Apart from its only importer, `archive.ts`, as that is at lint's
 * limit of 250 lines.
 */
import type { Clock } from '../clock.ts';
import type { PageAnswer, PageQuery, ReadPage } from '../crawl/page-query.ts';
import type { createCallBudget } from './call-budget.ts';

type Options = {
  read: ReadPage;
  callBudget: Pick<ReturnType<typeof createCallBudget>, 'recordCall' | 'onAnswer'>;
  clock: Pick<Clock, 'now'>;
};

/** `answer`: what the requested page has brought, once it is there. */
type Ahead = (pages: number, answer?: PageAnswer) => PageQuery | undefined;

export function createPageRequests({ read, callBudget, clock }: Options) {
  const pending = new Map<string, Promise<PageAnswer>>();
  let calls = 0;

  function ask(query: PageQuery, signal: AbortSignal): Promise<PageAnswer> {
    const key = JSON.stringify(query);
    let answer = pending.get(key);
    if (answer === undefined) {
      calls += 1;
      callBudget.recordCall(clock.now());
      answer = read(query, signal);
      pending.set(key, answer);
      // A failure is handled where the answer is awaited; one that nobody awaits any more is ignored.
      answer.catch(() => {});
    }
    return answer;
  }

  return {
    /** How many were sent. */
    calls: () => calls,
    isPending: (query: PageQuery) => pending.has(JSON.stringify(query)),
    /**
     * Drops all other requests than this one and those that `ahead` names, by how many pages they
     * follow it. Two are under way at any time: the page after the next is sent as soon as this one
     * has come, and not only when it has been stored and applied.
     */
    get: async (query: PageQuery, signal: AbortSignal, ahead: Ahead): Promise<PageAnswer> => {
      const answer = ask(query, signal);
      const next = ahead(1);
      const following = next && ask(next, signal);
      for (const [key, other] of pending) {
        if (other !== answer && other !== following) pending.delete(key);
      }
      try {
        const received = await answer;
        callBudget.onAnswer(received, clock.now());
        const afterNext = following && !signal.aborted && ahead(2, received);
        if (afterNext) void ask(afterNext, signal);
        return received;
      } finally {
        pending.delete(JSON.stringify(query));
      }
    },
    clear: () => pending.clear(),
  };
}
