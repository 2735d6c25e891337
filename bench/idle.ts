/** What pages cost while nobody touches them: they poll, and 50 running jobs tick. */
import { meter } from './processor.ts';
import type { Row } from './row.ts';
import type { Side, Testbed } from './testbed.ts';

const settleMs = 3_000;
const spanMs = 60_000;

export async function idle(testbed: Testbed): Promise<Row[]> {
  const [overview, wall, floor] = await Promise.all([
    spent(testbed, { side: 'ours', path: '/', rows: 'tbody tr' }),
    spent(testbed, { side: 'ours', path: '/wall?view=now', rows: 'section li' }),
    spent(testbed, { side: 'bare', path: '/', rows: 'tbody tr' }),
  ]);
  const row = (what: string, ours: number): Row => ({
    what: `${what}: main thread in 60 s of watching`,
    unit: 'ms',
    ours,
    floor,
    budget: { kind: 'at-most', value: 400 },
    samples: 1,
    note: 'the floor polls and does not tick',
  });
  return [row('overview', overview), row('wall', wall)];
}

type Watched = { side: Side; path: string; rows: string };

async function spent(testbed: Testbed, { side, path, rows }: Watched): Promise<number> {
  const page = await testbed.fresh(side);
  await page.goto(testbed.url[side] + path);
  await page.locator(rows).first().waitFor();
  await page.waitForTimeout(settleMs); // what is left of loading is not idling
  const used = await meter(page);
  await page.waitForTimeout(spanMs); // the span that is measured
  const usedMs = await used();
  await page.context().close();
  return usedMs;
}
