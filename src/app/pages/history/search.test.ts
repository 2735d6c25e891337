import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { parseSearch, writeSearch } from '../../url/search.ts';
import { defaults, readSearch, readView } from './search.ts';
import { anySearch } from './testing/arbitraries.ts';

const read = (address: string) => readSearch(parseSearch(address));

/** For each name, what makes no sense; a name that is written twice where one value is meant. */
const senseless: Record<string, string[]> = {
  page: ['0', '-1', '1.5', 'two', '', ' ', '1000001', '0x10', 'Infinity', '1&page=2'],
  size: ['26', '0', '', '50.5', 'all', '25&size=50'],
  status: ['x'.repeat(101)],
  date: ['', 'ended', 'Finished', 'created&date=created'],
  range: ['', 'last-year', 'ALL', 'today&range=7d'],
  from: [
    '',
    'yesterday',
    '2026-02-30T10:00',
    '2026-11-24T24:00',
    '2026-11-24',
    '20260-01-01T00:00',
  ],
  to: ['', '2026-11-24T18:00Z', '2026-11-24T18:00&to=2026-11-24T18:00'],
  title: ['x'.repeat(401), 'a&title=b'],
  is: ['x'.repeat(1_501), Array.from({ length: 51 }, String).join('&is=')],
  id: ['', '../1', '1 2', '1&id='],
  hour: ['', 'Mon', 'Mon 3:00 UTC', 'Mon 24:00 UTC', 'Mon 03:00 Nowhere', 'Mon 03:00'],
  not: ['x'.repeat(1_501), Array.from({ length: 51 }, String).join('&not=')],
  by: ['../1', '1 2', 'x'.repeat(65), '1&by=2'],
  longer: ['', ' ', '-1', 'long', 'NaN', '2e9', '1&longer=2'],
  shorter: ['', '1h', '1,5'],
  sort: ['', '-', '--id', 'rank', 'ID', 'id&sort=id'],
  columns: ['', 'rank', 'id&columns=rank'],
  ignored: ['x'.repeat(101)],
  zone: ['', 'Mars/Olympus', 'Etc/Unknown', 'browser', 'UTC&zone=UTC'],
};

describe('an address without sense', () => {
  test('is known for each name', () => {
    expect(Object.keys(senseless).toSorted()).toEqual(Object.keys(defaults).toSorted());
  });

  test.each(
    Object.entries(senseless).flatMap(([name, values]) => values.map((value) => [name, value])),
  )('in %s (%s) falls back alone, and is named', (name, value) => {
    const other = name === 'title' ? { by: '7' } : { title: 'export' };
    expect(read(`?${name}=${value}&${writeSearch(other).slice(1)}`)).toEqual({
      search: { ...defaults, ...other },
      ignored: [name],
    });
  });

  test('is named for each name it is in', () => {
    expect(read('?page=x&size=25&sort=x&what=now')).toEqual({
      search: { ...defaults, size: 25 },
      ignored: ['page', 'sort', 'what'],
    });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'page%20', ''])(
    'with the name %j says so, and takes nothing else along',
    (name) => {
      const { search, ignored } = read(`?${name}=1&${name}=2&page=3`);
      expect(ignored).toEqual([decodeURIComponent(name)]);
      expect(search).toEqual({ ...defaults, page: 3 });
      expect(Object.getPrototypeOf(search)).toBe(Object.prototype);
      expect({}).not.toHaveProperty('1');
    },
  );

  test.prop([fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters())])(
    'always opens, and accounts for each of its names',
    (address) => {
      const names = Object.keys(parseSearch(address));
      const { search, ignored } = read(address);
      expect(names).toEqual(expect.arrayContaining(ignored));
      expect(Object.keys(search)).toEqual(expect.arrayContaining(Object.keys(defaults)));
    },
  );
});

describe('an address', () => {
  test('of nothing is the default', () => {
    expect(read('')).toEqual({ search: defaults, ignored: [] });
  });

  test.prop([anySearch])('that was written is read as it was meant', (search) => {
    expect(read(writeSearch(search))).toEqual({ search, ignored: [] });
  });

  test.prop([anySearch])('means the same when it was not written as text', (search) => {
    expect(readSearch(search).search).toEqual(search);
  });

  test('of a saved view starts on its first page, wherever it was saved', () => {
    expect(readView('?page=3&size=25&title=x')).toEqual({ ...defaults, size: 25, title: 'x' });
    expect(readView('?page=3&ignored=x')).toEqual(defaults);
  });

  test('of a saved view names what could not be read of it', () => {
    expect(readView('?zone=Etc/Unknown&title=x')).toEqual({
      ...defaults,
      title: 'x',
      ignored: ['zone'],
    });
  });

  test('makes a set of what is named once, and keeps each column once', () => {
    const { search } = read('?status=timeout&not=A&columns=id&columns=title&columns=id');
    expect(search.status).toEqual(['TIMEOUT']);
    expect(search.not).toEqual(['A']);
    expect(search.columns).toEqual(['id', 'title']);
  });
});
