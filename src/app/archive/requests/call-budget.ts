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

/**
 * Why no call may go out: the archive's own share is used (`share`), little is left for everybody
 * (`low`), or Vault delays its answers (`delayed`).
 */
export type HeldUp = { why: 'share' | 'low' | 'delayed'; ms: number };

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
    /** What the next call has to wait for, and how many milliseconds; undefined for nothing. */
    heldUp: (now: number): HeldUp | undefined => {
      if (latest === undefined || latest.at <= now - windowMs) return undefined;
      const { budget, delayMs, at } = latest;
      const isLow = budget !== undefined && budget.remaining < budget.limit * minRemaining;
      // By then a new window has begun; an answer to a screen may say so sooner.
      if (isLow || delayMs > 0)
        return { why: delayMs > 0 ? 'delayed' : 'low', ms: at + windowMs - now };
      if (budget === undefined) return undefined;
      const oldest = calls.at(-allowedCalls(budget));
      const ms = oldest === undefined ? 0 : oldest + windowMs - now;
      return ms > 0 ? { why: 'share', ms } : undefined;
    },
    /** How many milliseconds of waiting for its share so many further calls will take, at most. */
    pausesMs: (further: number, now: number): number => {
      const budget = latest?.budget;
      if (budget === undefined) return 0;
      const used = calls.filter((at) => at > now - windowMs).length;
      const allowed = allowedCalls(budget);
      return Math.max(0, Math.ceil((used + further) / allowed) - 1) * windowMs;
    },
  };
}

function allowedCalls({ limit }: Budget): number {
  return Math.max(1, Math.floor(limit * share));
}
