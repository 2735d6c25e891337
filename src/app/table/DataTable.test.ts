import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { nextRowKeys } from './DataTable.tsx';

const anyIds = fc.uniqueArray(fc.nat(30).map(String), { maxLength: 20 });
const none: ReadonlyMap<string, number> = new Map();

describe('keys of rows', () => {
  test.prop([fc.array(fc.tuple(anyIds, fc.nat(30).map(String)))])(
    'are one for each row, the same as long as it stays, and none that a focused row had',
    (pages) => {
      let before = none;
      for (const [ids, focused] of pages) {
        const keys = nextRowKeys(before, ids, focused);
        expect([...keys.keys()].toSorted()).toEqual(ids.toSorted());
        expect(new Set(keys.values()).size).toBe(ids.length);
        for (const id of ids) if (before.has(id)) expect(keys.get(id)).toBe(before.get(id));
        if (!keys.has(focused)) expect([...keys.values()]).not.toContain(before.get(focused) ?? -1);
        before = keys;
      }
    },
  );

  test('of another page are those of the page before, place by place', () => {
    const first = nextRowKeys(none, ['a', 'b', 'c'], undefined);
    const second = nextRowKeys(first, ['d', 'e', 'f'], undefined);
    expect([...second.values()]).toEqual([...first.values()]);
    const third = nextRowKeys(second, ['g', 'd', 'e'], undefined);
    expect(third.get('g')).toBe(second.get('f'));
  });

  test('are the same map while the same rows are there', () => {
    const first = nextRowKeys(none, ['a', 'b'], undefined);
    expect(nextRowKeys(first, ['b', 'a'], undefined)).toBe(first);
  });
});
