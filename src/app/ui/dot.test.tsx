import { expect, test } from 'vitest';

import { dotted } from './dot.ts';

test('parts are joined by dots, and those that there are not are left out', () => {
  expect(dotted(['3 titles', false, '', '1 seen'])).toMatch(/^3 titles\s·\s1 seen$/);
  expect(dotted([false])).toBe('');
});

test('however narrow its place is, no line begins with a dot', () => {
  const place = document.body.appendChild(document.createElement('p'));
  place.textContent = dotted(['No jobs running', 'All clear since 06:12', 'Last checked 3 s ago']);
  const dots = [...place.textContent.matchAll(/·/g)].map(({ index }) => index);
  expect(dots).toHaveLength(2);
  for (let width = 40; width < 500; width += 5) {
    place.style.width = `${width}px`;
    for (const at of dots) expect(topOf(place, at)).toBe(topOf(place, at - 2));
  }
  place.remove();
});

/** Of the line with a letter. */
function topOf({ firstChild }: HTMLElement, at: number): number | undefined {
  const range = document.createRange();
  if (firstChild === null) return undefined;
  range.setStart(firstChild, at);
  range.setEnd(firstChild, at + 1);
  return range.getBoundingClientRect().top;
}
