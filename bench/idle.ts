/** What the overview costs while nobody touches it: it polls, and 50 running jobs tick. */
import { meter } from './processor.ts';
import type { Row } from './row.ts';
import type { Side, Testbed } from './testbed.ts';

const settleMs = 3_000;
const spanMs = 60_000;

export async function idle(testbed: Testbed): Promise<Row[]> {
  const [ours, floor] = await Promise.all([spent(testbed, 'ours'), spent(testbed, 'bare')]);
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

async function spent(testbed: Testbed, side: Side): Promise<number> {
  const page = await testbed.fresh(side);
  await page.goto(testbed.url[side]);
  await page.evaluate(() => globalThis.probe.filled);
  await page.waitForTimeout(settleMs); // what is left of loading is not idling
  const used = await meter(page);
  await page.waitForTimeout(spanMs); // the span that is measured
  const usedMs = await used();
  await page.context().close();
  return usedMs;
}
