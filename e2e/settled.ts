/**
 * When pages have settled: all requests are answered and shown. Moving a clock takes no time, but
 * an answer does: a clock moved before the answer arrives makes everything after it late.
 */
import type { BrowserContext, Page, Request } from '@playwright/test';

/** A test may let Vault never answer: a request that takes longer is no longer waited for. */
const maximumWaitMs = 5_000;

/** Resolves once all requests of the context's pages are answered and their answers shown. */
export type Settled = () => Promise<void>;

export function trackRequests(context: BrowserContext): Settled {
  const pending = new Set<Request>();
  let onIdle: (() => void) | undefined;
  const end = (request: Request) => {
    pending.delete(request);
    if (pending.size === 0) onIdle?.();
  };
  context.on('request', (request) => {
    pending.add(request);
    setTimeout(() => end(request), maximumWaitMs).unref();
  });
  context.on('requestfinished', end);
  context.on('requestfailed', end);

  return async function settled() {
    await Promise.all(context.pages().map(runTimers));
    if (pending.size === 0) return;
    await new Promise<void>((resolve) => {
      onIdle = resolve;
    });
    // An answer may lead to another request, such as for the next page of a list.
    await settled();
  };
}

/**
 * Lets a page run the timers that are due now. An answer passes through timers of 0 ms, which the
 * test's clock controls, and React shows it after them; a timer set after those runs later.
 */
async function runTimers(page: Page): Promise<void> {
  const timers = page.evaluate(async () => {
    for (let round = 0; round < 3; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each timer is set after the one before
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  // The page may reload meanwhile, which ends its timers.
  await timers.catch(async () => page.waitForLoadState());
}
