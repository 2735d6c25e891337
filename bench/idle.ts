/** What the overview costs while nobody touches it: it polls, and 50 running jobs tick. */
import { meter } from './processor.ts';
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
  await page.waitForTimeout(settleMs);
  const used = await meter(page);
  await page.waitForTimeout(spanMs);
  const usedMs = await used();
  await page.context().close();
  return usedMs;
}
