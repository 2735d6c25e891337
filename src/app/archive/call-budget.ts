/**
 * How fast the archive may ask. Vault's budget counts the calls of everybody in windows of five
 * minutes (docs/vault-api.md §6): a quarter of it is ours at most, and with less than 30 % left
 * none.
 */
import type { Budget } from '#contract/client.ts';

const windowMs = 5 * 60_000;
const ourShare = 1 / 4;
const leastLeft = 0.3;

export type Told = { budget: Budget | undefined; delayMs: number };

export function spending() {
  const calls: number[] = [];
  let told: (Told & { at: number }) | undefined;

  return {
    /** A call of ours goes out. */
    spent: (now: number) => {
      calls.push(now);
      while (calls[0] !== undefined && calls[0] <= now - windowMs) calls.shift();
    },
    /** Any answer of Vault's, whoever asked. */
    told: (answer: Told, now: number) => {
      // An answer without the header doesn't say that there is no limit.
      if (answer.budget === undefined && answer.delayMs === 0 && told?.budget) return;
      told = { ...answer, at: now };
    },
    /** Milliseconds until the next call may go out. */
    waitMs: (now: number): number => {
      if (told === undefined || told.at <= now - windowMs) return 0;
      const { budget, delayMs, at } = told;
      const isLow = budget !== undefined && budget.remaining < budget.limit * leastLeft;
      // The window has turned by then; a screen's answer may say so sooner.
      if (isLow || delayMs > 0) return at + windowMs - now;
      if (budget === undefined) return 0;
      const ours = Math.max(1, Math.floor(budget.limit * ourShare));
      const freed = calls.at(-ours);
      return freed === undefined ? 0 : Math.max(0, freed + windowMs - now);
    },
  };
}
