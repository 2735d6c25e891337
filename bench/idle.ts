/** What the overview costs while nobody touches it: it polls, and 50 running jobs tick. */
import type { Row } from './row.ts';
import type { Side, Stage } from './stage.ts';

const settleMs = 3_000;
const spanMs = 60_000;

export async function idle(stage: Stage): Promise<Row[]> {
  const [ours, floor] = await Promise.all([spent(stage, 'ours'), spent(stage, 'bare')]);
  return [
    {
      what: 'overview: main thread in 60 s of watching',
      unit: 'ms',
      ours,
      floor,
      budget: { kind: 'at-most', value: 600 },
      samples: 1,
      note: 'the floor polls and does not tick',
    },
  ];
}

async function spent(stage: Stage, side: Side): Promise<number> {
  const page = await stage.fresh(side);
  await page.goto(stage.url[side]);
  await page.evaluate(() => globalThis.probe.filled);
  const devtools = await page.context().newCDPSession(page);
  // Thread ticks count what the processor did, not how long it was kept waiting by others.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyMs = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  await page.waitForTimeout(settleMs);
  const before = await busyMs();
  await page.waitForTimeout(spanMs);
  const after = await busyMs();
  await page.context().close();
  return after - before;
}
