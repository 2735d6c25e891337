import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import type { Preset } from '#insight/time/presets.ts';

import { type NamedRange, RangeChoice } from './RangeChoice.tsx';

function Choice({ range, onChange }: { range: Preset; onChange: (range: NamedRange) => void }) {
  const [value, setValue] = useState<NamedRange>({ range, from: undefined, to: undefined });
  return (
    <RangeChoice
      value={value}
      zone="Europe/Berlin"
      onChange={(change) => {
        const next = { ...value, ...change };
        setValue(next);
        onChange(next);
      }}
    />
  );
}

test.each([
  ['yesterday', 24],
  ['last-week', 7 * 24],
  ['last-night', 14],
  ['30d', 30 * 24],
  ['all', 24],
] as const)('a custom range begins as %s was', async (range, hours) => {
  let chosen: NamedRange | undefined;
  await render(<Choice range={range} onChange={(next) => (chosen = next)} />);
  await page.getByRole('combobox', { name: 'Range' }).selectOptions('Custom range');
  const [from, to] = [chosen?.from, chosen?.to].map((local) => Date.parse(`${local}Z`));
  // Summer time may begin or end between the two.
  expect(Math.abs(((to ?? 0) - (from ?? 0)) / 3_600_000 - hours)).toBeLessThanOrEqual(1);
});
