/** From the address to 50 rows on screen, with nothing cached: how long, how blocked, how steady. */
import { median, type Row } from './row.ts';
import type { Side, Testbed } from './testbed.ts';

const sides = ['ours', 'bare', 'static'] as const;
const pages = [
  { name: 'overview', path: '/' },
  { name: 'history', path: '/history' },
];

export async function loading(testbed: Testbed): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, path } of pages) {
    for (const slow of [false, true]) {
      const seen: Record<Side, Load[]> = { ours: [], bare: [], static: [] };
      // The first round warms up.
      for (let run = 0; run <= testbed.rounds; run += 1) {
        for (const side of sides) {
          const load = await loaded(testbed, { side, path, slow });
          if (run > 0) seen[side].push(load);
        }
      }
      const how = slow ? '4× CPU, Fast 4G' : 'no throttle';
      const mid = (side: Side, what: keyof Load) => median(seen[side].map((one) => one[what]));
      rows.push(
        {
          what: `${name}: 50 rows on screen, ${how}`,
          unit: 'ms',
          ours: mid('ours', 'shownMs'),
          floor: mid('bare', 'shownMs'),
          budget: { kind: 'times-floor', value: 1.2 },
          samples: testbed.rounds,
          note: `by hand ${mid('static', 'shownMs').toFixed(0)} ms`,
        },
        {
          what: `${name}: blocked while loading, ${how}`,
          unit: 'ms',
          ours: mid('ours', 'blockedMs'),
          floor: mid('bare', 'blockedMs'),
          budget: { kind: 'above-floor', value: 50 },
          samples: testbed.rounds,
        },
        {
          what: `${name}: layout shift while loading, ${how}`,
          unit: 'CLS',
          ours: Math.max(...seen.ours.map(({ shift }) => shift)),
          floor: Math.max(...seen.bare.map(({ shift }) => shift)),
          budget: { kind: 'at-most', value: 0.02 },
          samples: testbed.rounds,
          note: 'the largest of all loads',
        },
      );
    }
  }
  return rows;
}

type Load = { shownMs: number; blockedMs: number; shift: number };
type Asked = { side: Side; path: string; slow: boolean };

/** As Chrome's own tools mean it. */
const fast4G = { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 };
const afterwardsMs = 500;

async function loaded(testbed: Testbed, { side, path, slow }: Asked): Promise<Load> {
  const page = await testbed.fresh(side);
  if (slow) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...fast4G });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  await page.goto(testbed.url[side] + path, { waitUntil: 'commit' });
  const shownMs = await page.evaluate(() => globalThis.probe.filled);
  await page.waitForTimeout(afterwardsMs); // the span in which blocking tasks are counted
  const { tasks, shift } = await page.evaluate(() => ({
    tasks: globalThis.probe.tasks,
    shift: globalThis.probe.shift(),
  }));
  await page.context().close();
  return {
    shownMs,
    blockedMs: tasks.reduce((sum, { ms }) => sum + Math.max(0, ms - 50), 0),
    shift,
  };
}
