/**
 * Sets what `Date` says: for tests whose code asks the system's clock. It stands still, or runs
 * on from there. Another process receives it as text, so it uses nothing from outside of itself.
 */
export function setDate(start: number, { runs }: { runs: boolean }): void {
  // Fake timers may take over `performance.now` later.
  const elapsed = performance.now.bind(performance);
  const began = elapsed();
  const now = () => (runs ? Math.floor(start + elapsed() - began) : start);
  globalThis.Date = new Proxy(Date, {
    construct: (date, values: unknown[], target) =>
      Reflect.construct(date, values.length === 0 ? [now()] : values, target),
    apply: (date) => new date(now()).toString(),
    get: (date, key) => (key === 'now' ? now : Reflect.get(date, key)),
  });
}
