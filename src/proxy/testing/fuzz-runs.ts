/** For tests: how many random requests or answers are tried, and for how long. */
import { env } from 'node:process';

/** `npm run faults` sets more. */
const runs = Number(env['FUZZ_RUNS'] ?? 2_000);

export const fuzzing = {
  runs,
  /** Far longer than they need, even on a busy machine. */
  timeLimitMs: runs * 30,
  /** Of `fast-check`: fewer than promised is a failure. */
  limits: { interruptAfterTimeLimit: runs * 28, markInterruptAsFailure: true },
};
