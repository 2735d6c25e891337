import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { nextRowKeys } from './DataTable.tsx';

const anyIds = fc.uniqueArray(fc.nat(30).map(String), { maxLength: 20 });
const none: ReadonlyMap<string, number> = new Map();

describe('keys of rows', () => {
  test.prop([fc.array(fc.tuple(anyIds, fc.nat(30).map(String)))])(
    'are one for each row, and that of a focused row stays with it or is nobody’s',
    (pages) => {
      let before = none;
      for (const [ids, focused] of pages) {
        const keys = nextRowKeys(before, ids, focused);
        expect([...keys.keys()]).toEqual(ids);
        expect(new Set(keys.values()).size).toBe(ids.length);
        if (!keys.has(focused)) expect([...keys.values()]).not.toContain(before.get(focused) ?? -1);
        else if (before.has(focused)) expect(keys.get(focused)).toBe(before.get(focused));
        before = keys;
      }
    },
  );

  test('of another page are those of the page before, place by place', () => {
    const first = nextRowKeys(none, ['a', 'b', 'c'], undefined);
    const second = nextRowKeys(first, ['d', 'e', 'f'], undefined);
    expect([...second.values()]).toEqual([...first.values()]);
  });

  test('stay in their order, so that no row is moved, wherever a few rows come to stand', () => {
    const first = nextRowKeys(none, ['a', 'b', 'c', 'd', 'e'], undefined);
    const found = nextRowKeys(first, ['e', 'f', 'b', 'g', 'h'], undefined);
    expect([...found.values()]).toEqual([...first.values()]);
  });

  test('stay with their rows when one comes before them', () => {
    const first = nextRowKeys(none, ['a', 'b', 'c'], undefined);
    const second = nextRowKeys(first, ['n', 'a', 'b'], undefined);
    expect([second.get('a'), second.get('b')]).toEqual([first.get('a'), first.get('b')]);
    expect([...first.values()]).not.toContain(second.get('n'));
  });

  test('are the same map while the same rows are there', () => {
    const first = nextRowKeys(none, ['a', 'b'], undefined);
    expect(nextRowKeys(first, ['a', 'b'], undefined)).toBe(first);
    expect(nextRowKeys(first, ['b', 'a'], undefined)).toEqual(first);
  });
});
