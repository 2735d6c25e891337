/** The archive's reading of 100,000 histories, beside fetching the same pages and nothing more. */
import { receivedBytes } from '../e2e/received-bytes.ts';
import { median, type Row } from './row.ts';
import type { Testbed } from './testbed.ts';

const pageRows = 200;

export async function reading(testbed: Testbed): Promise<Row[]> {
  const seen = { ours: [] as Reading[], bare: [] as Reading[] };
  let [most, twice, needed] = [0, 0, 0];
  for (let run = 0; run < testbed.rounds; run += 1) {
    const before = testbed.vault.calls.length;
    seen.ours.push(await archiveRead(testbed));
    const paths = testbed.vault.calls
      .slice(before)
      .map(({ path }) => path)
      .filter(isOfArchive);
    most = Math.max(most, paths.length);
    twice = Math.max(twice, paths.length - new Set(paths).size);
    const { total } = testbed.vault.historiesPage({}, 0, 1);
    needed = Math.ceil(total / pageRows);
    seen.bare.push(await bareRead(testbed, total));
  }
  const mid = (side: keyof typeof seen, what: keyof Reading) =>
    median(seen[side].map((one) => one[what]));
  return [
    {
      what: 'archive: 100,000 histories read',
      unit: 'ms',
      ours: mid('ours', 'tookMs'),
      floor: mid('bare', 'tookMs'),
      budget: { kind: 'times-floor', value: 1.3 },
      samples: testbed.rounds,
    },
    {
      what: 'archive: calls for them',
      unit: 'calls',
      ours: most,
      floor: needed,
      // What ends while it is read moves the pages, which a few more calls find out.
      budget: { kind: 'times-floor', value: 1.02 },
      samples: testbed.rounds,
      note: `${twice} asked twice`,
    },
    {
      what: 'history: first visit with them, all bytes received',
      unit: 'KB',
      ours: mid('ours', 'bytes') / 1_000,
      floor: mid('bare', 'bytes') / 1_000,
      budget: { kind: 'times-floor', value: 1.2 },
      samples: testbed.rounds,
    },
  ];
}

/** Bytes are those of the whole visit, scripts and styles included. */
type Reading = { tookMs: number; bytes: number };

/** Screens ask for shorter pages, or for the newest rows without an offset. */
function isOfArchive(path: string): boolean {
  return /[/]histories[?](?=.*limit=200)(?=.*offset=)/.test(path);
}

/** From its first call to the answer that made it whole. */
async function archiveRead(testbed: Testbed): Promise<Reading> {
  const page = await testbed.fresh('ours');
  const received = await receivedBytes(page);
  await page.goto(`${testbed.url.ours}/history`);
  await page.evaluate(async () =>
    globalThis.probe.until(
      () =>
        document.querySelector('[aria-label="Coverage"]')?.textContent.startsWith('Complete') ===
        true,
    ),
  );
  const tookMs = await page.evaluate(() => {
    const crawl = performance
      .getEntriesByType('resource')
      .filter((one) => one instanceof PerformanceResourceTiming)
      .filter(({ name }) => /[/]histories[?](?=.*limit=200)(?=.*offset=)/.test(name));
    const [first] = crawl;
    return (crawl.at(-1)?.responseEnd ?? Number.NaN) - (first?.startTime ?? Number.NaN);
  });
  const bytes = received();
  await page.context().close();
  return { tookMs, bytes };
}

/** Two at a time, as the archive does. */
async function bareRead(testbed: Testbed, total: number): Promise<Reading> {
  const page = await testbed.fresh('bare');
  const received = await receivedBytes(page);
  await page.goto(testbed.url.bare);
  const tookMs = await page.evaluate(
    async ({ total, pageRows }) => {
      let offset = 0;
      const began = performance.now();
      const reader = async () => {
        while (offset < total) {
          const path = `/api/vault/services/jobs/histories?limit=${pageRows}&offset=${offset}`;
          offset += pageRows;
          const answer = await fetch(path);
          await answer.json();
        }
      };
      await Promise.all([reader(), reader()]);
      return performance.now() - began;
    },
    { total, pageRows },
  );
  const bytes = received();
  await page.context().close();
  return { tookMs, bytes };
}
