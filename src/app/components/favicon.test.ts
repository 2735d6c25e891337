import { describe, expect, test } from 'vitest';

import { favicon, initials } from './favicon.ts';

const production = { name: 'Acme', kind: 'production', colour: 'blue' } as const;
const sandbox = { name: 'Acme', kind: 'sandbox', colour: 'blue' } as const;

describe('the icon tells apart', () => {
  test('production from a sandbox of the same name and colour, by its shape', () => {
    expect(favicon({ vault: production, alarms: 0 })).toContain('<rect');
    expect(favicon({ vault: sandbox, alarms: 0 })).toContain('<circle');
    expect(favicon({ vault: sandbox, alarms: 0 })).not.toContain('<rect');
  });

  test('whether anything is wrong, by a plate with the count', () => {
    expect(favicon({ vault: production, alarms: 0 })).not.toContain('<path');
    expect(favicon({ vault: production, alarms: 3 })).toMatch(/<path.*>3<\/text>/);
    expect(favicon({ vault: undefined, alarms: 12 })).toMatch(/>9\+<\/text>/);
  });
});

test.each([
  ['Acme', 'A'],
  ['Acme Sandbox', 'AS'],
  ['acme eu 2', 'A2'],
  ['acme-sb.veevavault.com', 'AC'],
  ['Ärzte', 'Ä'],
  ['日本', '日'],
  ['<b>&"', 'B'],
  ['–', '?'],
  ['', '?'],
])('%j is drawn as %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
