import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { fit, type Page } from './fit.ts';
import { gap, type Need } from './grid.ts';

/** In em of the smallest text: what is below the bar and the heading of a screen of 1080 lines. */
const rooms = {
  landscape: { width: 67, height: 32 },
  portrait: { width: 37, height: 62 },
};

const need = fc.record({
  state: fc.double({ min: 3, max: 11, noNaN: true }),
  title: fc.double({ min: 1, max: 240, noNaN: true }),
  details: fc.array(fc.double({ min: 3, max: 14, noNaN: true }), { maxLength: 2 }),
});
const needs = (most: number) => fc.array(need, { maxLength: most });
const room = fc.constantFrom(...Object.values(rooms));

const usual: Need = { state: 5, title: 16, details: [6, 7] };
const many = (count: number) => Array.from({ length: count }, () => usual);

const of = (page: Page, part: string) => page.filter((band) => band.part === part);

function indexes(pages: Page[], part: string): number[] {
  return pages.flatMap((page) =>
    of(page, part).flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, nth) => from + nth),
    ),
  );
}

describe('on the pages of a view', () => {
  test.prop([needs(40), needs(300), room])('every tile has its turn', (held, others, room) => {
    const pages = fit({ held, others, room });
    expect(indexes(pages, 'others')).toEqual(others.map((_, at) => at));
    expect([...new Set(indexes(pages, 'held'))]).toEqual(held.map((_, at) => at));
  });

  test.prop([needs(40), needs(300), room])('nothing overflows', (held, others, room) => {
    for (const page of fit({ held, others, room })) {
      const heights = page.reduce((sum, { height }) => sum + height + gap, -gap);
      expect(heights).toBeLessThanOrEqual(room.height + 1e-9);
      for (const { from, to, more, rows, height, grid } of page) {
        expect(to - from + Math.min(more, 1)).toBeLessThanOrEqual(rows * grid.columns);
        expect(rows * (grid.height + gap) - gap).toBeLessThanOrEqual(height + 1e-9);
        expect(Math.min(grid.title, grid.detail)).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test.prop([needs(40), fc.array(need, { minLength: 1, maxLength: 300 }), room])(
    'what needs attention stays above what is turned, on a third of the height at most',
    (held, others, room) => {
      fc.pre(held.length > 0);
      const turned = fit({ held, others, room }).filter((page) => of(page, 'others').length > 0);
      for (const page of turned) {
        const [first] = page;
        expect(first?.part).toBe('held');
        expect((first?.to ?? 0) + (first?.more ?? 0)).toBe(held.length);
        const share = turned.length > 1 ? 1 / 3 : 1;
        expect(first?.height).toBeLessThanOrEqual(room.height * share + 1e-9);
      }
    },
  );

  test.prop([needs(40), needs(300)])('a jot of room is no reason to fail', (held, others) => {
    const pages = fit({ held, others, room: { width: 6, height: 2 } });
    expect(indexes(pages, 'others')).toEqual(others.map((_, at) => at));
  });
});

describe.each(Object.entries(rooms))('a screen in %s', (_, room) => {
  test('shows five jobs at once, as large as across a room', () => {
    const pages = fit({ held: [], others: many(5), room });
    expect(pages).toHaveLength(1);
    expect(pages[0]?.[0]?.grid.title).toBeGreaterThanOrEqual(2);
    expect(pages[0]?.[0]?.grid.detail).toBeGreaterThanOrEqual(1.2);
  });

  test('shows sixty within three pages, three hundred within fifteen', () => {
    expect(fit({ held: [], others: many(60), room }).length).toBeLessThanOrEqual(3);
    expect(fit({ held: [], others: many(300), room }).length).toBeLessThanOrEqual(15);
  });

  test('shows what needs attention larger than the rest', () => {
    const [page] = fit({ held: many(2), others: many(8), room });
    const [held, others] = page ?? [];
    expect(held?.grid.title).toBeGreaterThan(others?.grid.title ?? Infinity);
  });
});

test('without a job there is no page', () => {
  expect(fit({ held: [], others: [], room: rooms.landscape })).toEqual([]);
});
