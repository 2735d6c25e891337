import { expect, test } from 'vitest';

import { draw } from '#app/draw.tsx';

import { warmUpPages } from './warm-up-pages.ts';

// A page that shows no rows would be drawn in no time, and nothing be compiled for those that do.
test.each(warmUpPages)('$address is drawn with as many rows as it shows', async (page) => {
  const drawn = await draw(page);
  const html = drawn !== undefined && 'html' in drawn ? drawn.html : '';
  expect(html.match(/<tr/g)?.length).toBeGreaterThan(50);
  expect(html).toContain('Title 1<');
});
