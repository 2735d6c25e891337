/** What a page's main thread does, however long others keep it waiting for the processor. */
import type { Page } from '@playwright/test';

/** Gives milliseconds of it since the meter began or was last read. */
export async function meter(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  let before = await busyMs();
  return async () => {
    const now = await busyMs();
    const since = now - before;
    before = now;
    return since;
  };
}
