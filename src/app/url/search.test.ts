import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { parseSearch, writeSearch } from './search.ts';

const text = fc.string({ unit: 'grapheme' });
const name = fc.oneof(
  text,
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'a b', 'é'),
);
const search = fc
  .array(fc.tuple(name, fc.oneof(text, fc.array(text, { minLength: 2 }))))
  .map((entries) => Object.fromEntries(entries));

describe('a search', () => {
  test.prop([search])('that was written is read as it was', (given) => {
    expect(parseSearch(writeSearch(given))).toEqual(given);
    expect(parseSearch(writeSearch(given).slice(1))).toEqual(given);
  });

  test.prop([search])('that was read and written again is the same address', (given) => {
    const written = writeSearch(given);
    expect(writeSearch(parseSearch(written))).toBe(written);
  });

  test('writes numbers and booleans as text, and leaves out what is nothing', () => {
    expect(writeSearch({ page: 2, all: true, none: undefined, empty: [], odd: {}, no: null })).toBe(
      '?page=2&all=true',
    );
    expect(writeSearch({})).toBe('');
  });

  test('makes a list of a name that is repeated, and text of a list of one', () => {
    expect(parseSearch('?status=a&status=b&q=c&status=a')).toEqual({
      status: ['a', 'b', 'a'],
      q: 'c',
    });
    expect(parseSearch(writeSearch({ status: ['a'] }))).toEqual({ status: 'a' });
  });
});

describe('a hostile address', () => {
  test.prop([fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters())])(
    'never throws, whatever it holds',
    (written) => {
      const values = Object.values(parseSearch(written)).flat();
      for (const value of values) expect(value).toBeTypeOf('string');
    },
  );

  test.each(['%', '?%E0%A4%A', '?a=%zz', '?&&==&', '?a[]=1&a[b]=2', '?\ud800'])(
    '%j is read',
    (written) => {
      expect(() => parseSearch(written)).not.toThrow();
    },
  );

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'with the name %s gives just that name',
    (odd) => {
      const read = parseSearch(`?${odd}=x&${odd}=y`);
      expect(Object.entries(read)).toEqual([[odd, ['x', 'y']]]);
      expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
      expect(parseSearch('?a=b')).toEqual({ a: 'b' });
    },
  );
});
