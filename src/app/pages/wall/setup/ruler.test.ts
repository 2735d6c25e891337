import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { advice } from './ruler.ts';

const hd = { width: 1920, height: 1080 };

describe('text to be read from afar', () => {
  test('is what scale 1 is made for on 55 inches from 6 m', () => {
    const { pitchMm, titles, details, scale } = advice({ ...hd, inches: 55, metres: 6 });
    expect(pitchMm).toBeCloseTo(0.634, 3);
    expect(titles).toEqual({ capMm: 30, capPx: 47, typePx: 67 });
    expect(details).toEqual({ capMm: 15, capPx: 24, typePx: 34 });
    expect(scale).toBe(1);
  });

  test('has the same scale on a finer screen, and on one on its side', () => {
    for (const screen of [
      { width: 3840, height: 2160 },
      { width: 1080, height: 1920 },
    ]) {
      expect(advice({ ...screen, inches: 55, metres: 6 }).scale).toBe(1);
    }
    expect(advice({ width: 3840, height: 2160, inches: 55, metres: 6 }).titles.typePx).toBe(136);
  });

  test('grows with the distance and with a smaller screen, rounded up', () => {
    expect(advice({ ...hd, inches: 55, metres: 12 }).scale).toBe(2);
    expect(advice({ ...hd, inches: 27.5, metres: 6 }).scale).toBe(2);
    expect(advice({ ...hd, inches: 43, metres: 4 }).scale).toBe(0.9); // 0.853
  });

  const place = fc.record({
    width: fc.integer({ min: 600, max: 8_000 }),
    height: fc.integer({ min: 600, max: 8_000 }),
    inches: fc.double({ min: 5, max: 200, noNaN: true }),
    metres: fc.double({ min: 0.3, max: 50, noNaN: true }),
  });

  test.prop([place])('never has smaller capitals than the distance asks for', (at) => {
    const { pitchMm, scale, details, titles } = advice(at);
    const made = advice({ ...hd, inches: 55, metres: 6 });
    const shorterMm = Math.min(at.width, at.height) * pitchMm;
    const capMm = (made.details.capMm * scale * shorterMm) / (1_080 * made.pitchMm);
    expect(capMm).toBeGreaterThanOrEqual(details.capMm - 1e-6);
    expect(titles.capMm).toBe(details.capMm * 2);
  });

  test.prop([place, fc.double({ min: 1, max: 2, noNaN: true })])(
    'never shrinks when one steps back',
    (at, times) => {
      const farther = advice({ ...at, metres: at.metres * times });
      expect(farther.scale).toBeGreaterThanOrEqual(advice(at).scale);
    },
  );
});
