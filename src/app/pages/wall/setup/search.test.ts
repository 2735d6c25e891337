import { describe, expect, test } from 'vitest';

import { parseSearch, writeSearch } from '../../../url/search.ts';
import { changed, defaults, readSetup } from './search.ts';

const read = (address: string) => readSetup(parseSearch(address));

describe('the address of the set-up', () => {
  test('holds a wall’s options and its own', () => {
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
  ])('falls back alone, and is named: %s=%s', (name, value) => {
    expect(read(`?theme=light&${name}=${value}`)).toEqual({
      search: { ...defaults, theme: 'light' },
      ignored: [name],
    });
  });

  test('is as short as it can be, and says the same', () => {
    const { search } = read('?seconds=20&view=next&not=a&dim=22:00-06:00&inches=55');
    expect(changed(search, defaults)).toEqual({ view: ['next'], not: ['a'], dim: '22:00-06:00' });
    expect(read(writeSearch(changed(search, defaults))).search).toEqual(search);
  });
});
