/** Time that passes only while nothing else happens. */
export function pretendClock(start: number) {
  let now = start;
  let timers: { at: number; end: () => void }[] = [];
  return {
    now: () => now,
    sleep: async (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const over = () => {
          timers = timers.filter((other) => other !== timer);
          signal.removeEventListener('abort', over);
          resolve();
        };
        const timer = { at: now + ms, end: over };
        timers.push(timer);
        signal.addEventListener('abort', over);
      }),
    /** Lets time pass until something is so, or for too long. */
    until: async (isSo: () => boolean, mostMs = 86_400_000) => {
      const end = now + mostMs;
      // Never all of the turns: a test that takes too long must be noticed.
      await new Promise<void>((resolve) => setTimeout(resolve));
      for (;;) {
        await allElse();
        if (isSo()) return true;
        await allElse(); // what it did besides
        const next = timers.reduce<(typeof timers)[number] | undefined>(
          (a, b) => (a === undefined || b.at < a.at ? b : a),
          undefined,
        );
        if (next === undefined || next.at > end) return false;
        now = Math.max(now, next.at);
        next.end();
      }
    },
  };
}

/** Everything that waits for nothing but its turn. */
async function allElse(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}
