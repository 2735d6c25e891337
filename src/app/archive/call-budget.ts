/**
 * When the archive may call Vault. The burst budget counts the calls of all users in windows of
 * five minutes (docs/vault-api.md §6): the archive uses a quarter of it at most, and nothing while
 * less than 30 % is left.
 */
import type { Budget } from '#contract/client.ts';

const windowMs = 5 * 60_000;
const share = 1 / 4;
const minRemaining = 0.3;

/** What an answer's headers say; `delayMs` is how long Vault held it back. */
export type BudgetReport = { budget: Budget | undefined; delayMs: number };

export function createCallBudget() {
  const calls: number[] = [];
  let latest: (BudgetReport & { at: number }) | undefined;

  return {
    /** The archive sends a request. */
    recordCall: (now: number) => {
      calls.push(now);
      while (calls[0] !== undefined && calls[0] <= now - windowMs) calls.shift();
    },
    /** Any answer from Vault, including those to the screens. */
    onAnswer: (report: BudgetReport, now: number) => {
      // An answer without the header does not mean that there is no limit.
      if (report.budget === undefined && report.delayMs === 0 && latest?.budget) return;
      latest = { ...report, at: now };
    },
    /** Milliseconds until the next call may go out. */
    waitMs: (now: number): number => {
      if (latest === undefined || latest.at <= now - windowMs) return 0;
      const { budget, delayMs, at } = latest;
      const isLow = budget !== undefined && budget.remaining < budget.limit * minRemaining;
      // By then a new window has begun; an answer to a screen may say so sooner.
      if (isLow || delayMs > 0) return at + windowMs - now;
      if (budget === undefined) return 0;
      const allowed = Math.max(1, Math.floor(budget.limit * share));
      const oldest = calls.at(-allowed);
      return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - now);
    },
  };
}
