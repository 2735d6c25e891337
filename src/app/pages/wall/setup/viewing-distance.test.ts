import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { readableFrom, recommend } from './viewing-distance.ts';

const hd = { width: 1920, height: 1080 };

describe('the recommended text', () => {
  test('has scale 1 on 55 inches from 6 m', () => {
    const { pixelMm, titles, details, scale } = recommend({ ...hd, inches: 55, metres: 6 });
    expect(pixelMm).toBeCloseTo(0.634, 3);
    expect(titles).toEqual({ capMm: 30, capPx: 47, fontPx: 67 });
    expect(details).toEqual({ capMm: 15, capPx: 24, fontPx: 34 });
    expect(scale).toBe(1);
  });

  test('has the same scale at a higher resolution, and in portrait', () => {
    for (const screen of [
      { width: 3840, height: 2160 },
      { width: 1080, height: 1920 },
    ]) {
      expect(recommend({ ...screen, inches: 55, metres: 6 }).scale).toBe(1);
    }
    expect(recommend({ width: 3840, height: 2160, inches: 55, metres: 6 }).titles.fontPx).toBe(136);
  });

  test('is larger for a greater distance or a smaller screen, rounded up', () => {
    expect(recommend({ ...hd, inches: 55, metres: 12 }).scale).toBe(2);
    expect(recommend({ ...hd, inches: 27.5, metres: 6 }).scale).toBe(2);
    expect(recommend({ ...hd, inches: 43, metres: 4 }).scale).toBe(0.9); // 0.853
  });

  test('says from how far away a size of text can be read, titles at a glance', () => {
    const screen = { ...hd, inches: 55 };
    expect(readableFrom(screen, { title: 28, detail: 28 })).toBeCloseTo(2.5, 1);
    expect(readableFrom(screen, { title: 67, detail: 34 })).toBeCloseTo(5.95, 1);
  });

  const anyViewing = fc.record({
    width: fc.integer({ min: 600, max: 8_000 }),
    height: fc.integer({ min: 600, max: 8_000 }),
    inches: fc.double({ min: 5, max: 200, noNaN: true }),
    metres: fc.double({ min: 0.3, max: 50, noNaN: true }),
  });

  test.prop([anyViewing])('never has smaller capitals than the distance requires', (viewing) => {
    const { pixelMm, scale, details, titles } = recommend(viewing);
    const reference = recommend({ ...hd, inches: 55, metres: 6 });
    const shorterSideMm = Math.min(viewing.width, viewing.height) * pixelMm;
    const capMm = (reference.details.capMm * scale * shorterSideMm) / (1_080 * reference.pixelMm);
    expect(capMm).toBeGreaterThanOrEqual(details.capMm - 1e-6);
    expect(titles.capMm).toBe(details.capMm * 2);
  });

  test.prop([anyViewing, fc.double({ min: 1, max: 2, noNaN: true })])(
    'is never smaller from farther away',
    (viewing, times) => {
      const farther = recommend({ ...viewing, metres: viewing.metres * times });
      expect(farther.scale).toBeGreaterThanOrEqual(recommend(viewing).scale);
    },
  );
});
