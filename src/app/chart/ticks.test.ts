import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { ticks } from './ticks.ts';

test.prop([fc.nat({ max: 1_000_000 })])(
  'ticks are few whole numbers that reach the top',
  (most) => {
    const all = ticks(most);
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.length).toBeLessThanOrEqual(6);
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBeGreaterThanOrEqual(most);
    const step = all[1] ?? 0;
    expect(String(step)).toMatch(/^[125]0*$/);
    expect(all).toEqual(all.map((_, at) => at * step));
  },
);
