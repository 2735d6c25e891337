import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import type { Sheet, Value, Writer } from '../table.ts';
import { about, hostileTitles } from '../testing/export-data.ts';
import { jsonWriter, linesWriter } from './json.ts';

const sheet: Sheet = {
  columns: [
    { key: 'title', header: 'title', kind: 'text' },
    { key: 'start', header: 'start (Europe/Berlin)', kind: 'zoned' },
    { key: 'run_clock', header: 'run (h:mm:ss)', kind: 'clock' },
    { key: 'late_s', header: 'late_s', kind: 'seconds' },
  ],
  zone: 'Europe/Berlin',
  about,
};

describe('JSON', () => {
  test.prop([fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTitles)))])(
    'gives texts raw, in both shapes',
    async (titles) => {
      const rows = titles.map((title): Value[] => [title, 0, 61, -1.5]);
      const expected = titles.map((title) => ({
        title,
        start: '1970-01-01T01:00:00.000+01:00',
        run_clock: '0:01:01',
        late_s: -1.5,
      }));
      expect(JSON.parse(await written(jsonWriter(sheet), rows))).toMatchObject({ rows: expected });
      const lines = (await written(linesWriter(sheet), rows)).split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(expected);
    },
  );

  test('says null where nothing is known, and what it is about', async () => {
    const file: unknown = JSON.parse(
      await written(jsonWriter(sheet), [['a', undefined, undefined, undefined]]),
    );
    expect(file).toMatchObject({
      about: { vault: about.vault, zone: 'Europe/Berlin', made: '2026-11-24T09:12:00.000Z' },
      rows: [{ title: 'a', start: null, run_clock: null, late_s: null }],
    });
  });
});

async function written(writer: Writer, rows: Value[][]): Promise<string> {
  writer.add(rows);
  return writer.finish().text();
}
