import { expect, test } from 'vitest';

import readme from '../../../README.md?raw';
import { shortcuts } from './shortcuts.ts';

test('the README lists the shortcuts of the help panel', () => {
  const [, section = ''] = readme.split(/^## Keys$/m);
  const rows = section.split(/^## /m, 1)[0]?.match(/^\| `.*$/gm) ?? [];
  expect(rows).toEqual(shortcuts.map(({ keys, does }) => `| \`${keys}\` | ${does} |`));
});
