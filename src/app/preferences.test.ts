import { afterEach, describe, expect, vi } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import type { Preferences } from './preferences.ts';

const names = ['theme', 'zone', 'refresh', 'paused'] as const;
const defaults = { theme: 'system', zone: 'browser', refresh: 'auto', paused: false };

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** The module as a page loads it that finds this storage. */
async function load(store: Store | undefined) {
  vi.stubGlobal('localStorage', store);
  vi.resetModules();
  const module = await import('./preferences.ts');
  return {
    ...module,
    all: () => Object.fromEntries(names.map((name) => [name, module.preference(name)])),
  };
}

function holding(kept: string | null): Store & { kept: () => string | null } {
  return {
    getItem: () => kept,
    setItem: (_, value) => {
      kept = value;
    },
    kept: () => kept,
  };
}

const broken: Store = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
};

afterEach(() => vi.unstubAllGlobals());

describe('preferences', () => {
  test.each([
    ['empty', holding(null)],
    ['no JSON', holding('{"theme":')],
    ['null', holding('null')],
    ['a list', holding('[]')],
    ['text', holding('"dark"')],
    ['all wrong', holding('{"theme":"pink","zone":7,"refresh":"1","paused":"yes"}')],
    ['broken', broken],
    ['missing', undefined],
  ])('are the defaults where storage is %s', async (_, store) => {
    expect((await load(store)).all()).toEqual(defaults);
  });

  test.prop([fc.json()], { numRuns: 20 })('can be read whatever storage holds', async (kept) => {
    expect(Object.keys((await load(holding(kept))).all())).toEqual([...names]);
  });

  test('that make sense are kept beside one that does not', async () => {
    const { all } = await load(holding('{"theme":"dark","refresh":"1","zone":"UTC","older":1}'));
    expect(all()).toEqual({ ...defaults, theme: 'dark', zone: 'UTC' });
  });

  const any: fc.Arbitrary<Pick<Preferences, (typeof names)[number]>> = fc.record({
    theme: fc.constantFrom('system', 'light', 'dark'),
    zone: fc.string({ minLength: 1 }),
    refresh: fc.constantFrom('auto', '5', '10', '30', '60', '300'),
    paused: fc.boolean(),
  });

  test.prop([any], { numRuns: 20 })(
    'that were chosen are there on the next visit',
    async (chosen) => {
      const store = holding(null);
      const { setPreference } = await load(store);
      for (const name of names) setPreference(name, chosen[name]);
      expect((await load(store)).all()).toEqual(chosen);
    },
  );

  const good = { name: 'Nightly', search: '?title=nightly' };
  const bad = { name: 7, search: '?title=x' };

  test('keep every saved view that can be read beside one that can’t', async () => {
    const { preference } = await load(holding(JSON.stringify({ views: [bad, good, null] })));
    expect(preference('views')).toEqual([good]);
  });

  test('keep every width that can be read beside one that can’t', async () => {
    const widths = { title: 300, id: 'wide' };
    const { preference } = await load(holding(JSON.stringify({ columnWidths: widths })));
    expect(preference('columnWidths')).toEqual({ title: 300 });
  });

  test('never overwrite what they can’t read', async () => {
    const before = {
      theme: 'pink',
      newer: { a: 1 },
      views: [bad, good],
      columnWidths: { title: 300, id: 'wide' },
    };
    const store = holding(JSON.stringify(before));
    const { setPreference } = await load(store);
    setPreference('paused', true);
    expect(JSON.parse(store.kept() ?? '')).toEqual({ ...before, paused: true });
    setPreference('views', []);
    setPreference('columnWidths', { title: 200 });
    expect(JSON.parse(store.kept() ?? '')).toEqual({
      ...before,
      paused: true,
      views: [bad],
      columnWidths: { title: 200, id: 'wide' },
    });
  });

  test.each(['{"theme":"dark","vie', '[]', '"dark"'])(
    'put aside what is no set of choices before writing their own: %s',
    async (text) => {
      const kept = new Map([['jobwatch.preferences', text]]);
      const store = {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
      };
      const { setPreference } = await load(store);
      expect(kept.size).toBe(1);
      setPreference('paused', true);
      expect([...kept.values()]).toEqual(['{"paused":true}', text]);
    },
  );

  test('write nothing over choices that could not be read at all', async () => {
    const written: string[] = [];
    const { setPreference, preference } = await load({
      getItem: broken.getItem,
      setItem: (_, value) => void written.push(value),
    });
    setPreference('paused', true);
    expect(written).toEqual([]);
    expect(preference('paused')).toBe(true);
  });

  test('leave what another tab has chosen meanwhile', async () => {
    const store = holding('{}');
    const { setPreference } = await load(store);
    store.setItem('jobwatch.preferences', '{"theme":"dark"}');
    setPreference('paused', true);
    expect(JSON.parse(store.kept() ?? '')).toEqual({ theme: 'dark', paused: true });
  });

  test('last until the page is closed where nothing can be stored', async () => {
    const { setPreference, preference } = await load(broken);
    setPreference('theme', 'dark');
    expect(preference('theme')).toBe('dark');
  });
});
