import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { fit, type Page } from './fit.ts';
import { filledRows, gap, type TextWidths, tileWidth } from './grid.ts';

/** In em of the smallest text: a screen of 1920 × 1080 below the status bar and the heading. */
const areas = {
  landscape: { width: 67, height: 32 },
  portrait: { width: 37, height: 62 },
};

const tile = fc.record({
  state: fc.double({ min: 3, max: 11, noNaN: true }),
  title: fc.double({ min: 1, max: 240, noNaN: true }),
  details: fc.array(fc.double({ min: 3, max: 14, noNaN: true }), { maxLength: 2 }),
});
const upTo = (most: number) => fc.array(tile, { maxLength: most });
const area = fc.constantFrom(...Object.values(areas));

const usualTile: TextWidths = { state: 5, title: 16, details: [6, 7] };
const usualTiles = (count: number) => Array.from({ length: count }, () => usualTile);

const sectionsOf = (page: Page, part: string) => page.filter((section) => section.part === part);

function indexes(pages: Page[], part: string): number[] {
  return pages.flatMap((page) =>
    sectionsOf(page, part).flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, nth) => from + nth),
    ),
  );
}

describe('on the pages of a view', () => {
  test.prop([upTo(40), upTo(300), area])('every tile is shown', (attention, others, area) => {
    const pages = fit({ attention, others, area });
    expect(indexes(pages, 'others')).toEqual(others.map((_, at) => at));
    expect([...new Set(indexes(pages, 'attention'))]).toEqual(attention.map((_, at) => at));
  });

  test.prop([upTo(40), upTo(300), area])('nothing overflows', (attention, others, area) => {
    for (const page of fit({ attention, others, area })) {
      const heights = page.reduce((sum, { height }) => sum + height + gap, -gap);
      expect(heights).toBeLessThanOrEqual(area.height + 1e-9);
      for (const { from, to, more, rows, height, grid } of page) {
        expect(to - from + Math.min(more, 1)).toBeLessThanOrEqual(rows * grid.columns);
        expect(rows * (grid.height + gap) - gap).toBeLessThanOrEqual(height + 1e-9);
        expect(Math.min(grid.title, grid.detail)).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test.prop([upTo(40), fc.array(tile, { minLength: 1, maxLength: 300 }), area])(
    'attention tiles stay at the top of each page, on a third of the height at most',
    (attention, others, area) => {
      fc.pre(attention.length > 0);
      const pagesWithOthers = fit({ attention, others, area }).filter(
        (page) => sectionsOf(page, 'others').length > 0,
      );
      for (const page of pagesWithOthers) {
        const [first] = page;
        expect(first?.part).toBe('attention');
        expect((first?.to ?? 0) + (first?.more ?? 0)).toBe(attention.length);
        const share = pagesWithOthers.length > 1 ? 1 / 3 : 1;
        expect(first?.height).toBeLessThanOrEqual(area.height * share + 1e-9);
      }
    },
  );

  test.prop([upTo(300), area, fc.double({ min: 0, max: 2, noNaN: true })])(
    'lines are as high as a reader wants them',
    (others, area, line) => {
      for (const { grid } of fit({ attention: [], others, area: { ...area, line } }).flat()) {
        const lines = (1 + grid.titleLines) * grid.title + (grid.isMerged ? 0 : grid.detail);
        const hasDetails = others.some(({ details }) => details.length > 0);
        if (hasDetails) expect(grid.height).toBeGreaterThanOrEqual(lines * line);
      }
    },
  );

  test.prop([upTo(40), upTo(300)])(
    'the smallest space is no reason to fail',
    (attention, others) => {
      const pages = fit({ attention, others, area: { width: 6, height: 2 } });
      expect(indexes(pages, 'others')).toEqual(others.map((_, at) => at));
    },
  );
});

describe('the rows of a page', () => {
  test.prop([upTo(40), upTo(300), area])(
    'are filled, with tiles at least as wide as their texts need',
    (attention, others, area) => {
      for (const { from, to, more, rows, grid } of fit({ attention, others, area }).flat()) {
        const count = to - from + Math.min(more, 1);
        const { columns, spans } = filledRows(count, rows);
        expect(spans.reduce((sum, span) => sum + span, 0)).toBe(columns * Math.min(rows, count));
        const column = tileWidth(area.width, columns);
        for (const span of spans) {
          const width = span * column + (span - 1) * gap;
          expect(width).toBeGreaterThanOrEqual(tileWidth(area.width, grid.columns) - 1e-9);
        }
      }
    },
  );

  test.prop([upTo(300), area])('are as full on one page as on another', (others, area) => {
    const counts = fit({ attention: [], others, area }).map(([first]) =>
      first === undefined ? 0 : first.to - first.from,
    );
    expect(Math.max(0, ...counts) - Math.min(300, ...counts)).toBeLessThanOrEqual(1);
  });
});

describe.each(Object.entries(areas))('a screen in %s', (_, area) => {
  test('shows 5 jobs on one page, in text that is readable from 6 m', () => {
    const pages = fit({ attention: [], others: usualTiles(5), area });
    expect(pages).toHaveLength(1);
    expect(pages[0]?.[0]?.grid.title).toBeGreaterThanOrEqual(2);
    expect(pages[0]?.[0]?.grid.detail).toBeGreaterThanOrEqual(1.2);
  });

  test('shows 60 jobs on at most 3 pages, and 300 on at most 15', () => {
    expect(fit({ attention: [], others: usualTiles(60), area }).length).toBeLessThanOrEqual(3);
    expect(fit({ attention: [], others: usualTiles(300), area }).length).toBeLessThanOrEqual(15);
  });

  test('shows attention tiles larger than the others', () => {
    const [page] = fit({ attention: usualTiles(2), others: usualTiles(8), area });
    const [attention, others] = page ?? [];
    expect(attention?.grid.title).toBeGreaterThan(others?.grid.title ?? Infinity);
  });
});

test('without jobs there are no pages', () => {
  expect(fit({ attention: [], others: [], area: areas.landscape })).toEqual([]);
});
