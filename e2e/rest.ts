/**
 * When pages rest. A clock is moved in no time, but an answer takes its own: moved on before it
 * is there, the clock makes all that follows the answer late, the more so the slower the machine.
 */
import type { BrowserContext, Page, Request } from '@playwright/test';

/** A Vault may be told never to answer: what waits for longer is waited for no more. */
const longestMs = 5_000;

/** Resolves once all that the context's pages have asked for is answered, and worked up. */
export type Rest = () => Promise<void>;

export function rest(context: BrowserContext): Rest {
  const asked = new Set<Request>();
  let tell: (() => void) | undefined;
  const over = (request: Request) => {
    asked.delete(request);
    if (asked.size === 0) tell?.();
  };
  context.on('request', (request) => {
    asked.add(request);
    setTimeout(() => over(request), longestMs).unref();
  });
  context.on('requestfinished', over);
  context.on('requestfailed', over);

  return async function rest() {
    await Promise.all(context.pages().map(workUp));
    if (asked.size === 0) return;
    await new Promise<void>((resolve) => {
      tell = resolve;
    });
    // An answer may have led to the next question, such as for the next page of a list.
    await rest();
  };
}

/**
 * Lets a page do what is due at once. An answer passes through timers of no time, which its clock
 * has taken over, and React shows it after them; a timer set later than those comes after them.
 */
async function workUp(page: Page): Promise<void> {
  const turns = page.evaluate(async () => {
    for (let turns = 0; turns < 3; turns += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  // A page may load itself anew meanwhile: what it was about is over then.
  await turns.catch(async () => page.waitForLoadState());
}
