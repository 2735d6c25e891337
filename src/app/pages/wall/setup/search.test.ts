import { describe, expect, test } from 'vitest';

import { withoutDefaults } from '../../../url/read-fields.ts';
import { parseSearch, writeSearch } from '../../../url/search.ts';
import { defaults, readSetupSearch } from './search.ts';

const read = (address: string) => readSetupSearch(parseSearch(address));

describe('the URL of the set-up page', () => {
  test('has the options of a wall and fields of the page’s own', () => {
    const address = '?view=next&scale=1.5&screen=1080x1920&inches=43&metres=2.5&link=wall';
    expect(read(address)).toEqual({
      ignored: [],
      search: {
        ...defaults,
        view: ['next'],
        scale: 1.5,
        screen: '1080x1920',
        inches: 43,
        metres: 2.5,
        link: 'wall',
      },
    });
  });

  test.each([
    ['screen', '800x600'],
    ['inches', ''],
    ['inches', '0'],
    ['metres', 'far'],
    ['metres', '1&metres=2'],
    ['link', 'both'],
    ['seconds', '4'],
    ['dim', '22:00'],
    ['what', 'now'],
    ['constructor', 'x'],
    ['__proto__', 'x'],
  ])('falls back to the default for %s=%s alone, and names it', (name, value) => {
    expect(read(`?theme=light&${name}=${value}`)).toEqual({
      search: { ...defaults, theme: 'light' },
      ignored: [name],
    });
  });

  test('can be shortened without a change of meaning', () => {
    const { search } = read('?seconds=20&view=next&not=a&dim=22:00-06:00&inches=55');
    expect(withoutDefaults(search, defaults)).toEqual({
      view: ['next'],
      not: ['a'],
      dim: '22:00-06:00',
    });
    expect(read(writeSearch(withoutDefaults(search, defaults))).search).toEqual(search);
  });
});
