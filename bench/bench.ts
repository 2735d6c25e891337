/**
 * Measures what `docs/bench.md` lists, each beside its floor. `--only <name>` measures a part,
 * `--rounds <n>` each thing n times, `--json` prints JSON instead of a table.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { archived } from './archived.ts';
import { exporting } from './exporting.ts';
import { firstLoad } from './first-load.ts';
import { idle } from './idle.ts';
import { insights } from './insights.ts';
import { loading } from './loading.ts';
import { nextPage } from './next-page.ts';
import { proxy } from './proxy.ts';
import { reading } from './reading.ts';
import { document, load, table } from './report.ts';
import type { Row } from './row.ts';
import { createTestbed, type Testbed } from './testbed.ts';
import { viewers } from './viewers.ts';

const measures: Record<string, (testbed: Testbed) => Promise<Row[]>> = {
  'first-load': firstLoad,
  loading,
  'next-page': nextPage,
  archived,
  insights,
  exporting,
  reading,
  idle,
  viewers,
  proxy,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) {
  process.stderr.write('--rounds must be a whole number above 0\n');
  process.exit(2);
}
const names = Object.keys(measures).filter((name) => name === (values.only ?? name));
if (names.length === 0) {
  process.stderr.write(`--only knows ${Object.keys(measures).join(', ')}\n`);
  process.exit(2);
}

const loads = [load()];
const rows: Row[] = [];
for (const name of names) {
  process.stderr.write(`${name} …\n`);
  const testbed = await createTestbed(rounds);
  try {
    rows.push(...((await measures[name]?.(testbed)) ?? []));
  } finally {
    await testbed.close();
  }
  loads.push(load());
}
const outcome = JSON.stringify(document(rows, loads), null, 2);
writeFileSync('node_modules/.cache/jobwatch/bench.json', `${outcome}\n`);
process.stdout.write(
  values.json
    ? `${outcome}\n`
    : `${table(rows)}\nload ${loads.map((one) => one.toFixed(1)).join(' ')}\n`,
);
