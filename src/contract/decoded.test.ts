import { expect } from 'vitest';

import { decodedFully } from './decoded.ts';
import { fc, test } from './testing/property-test.ts';

/** Each character encoded, so many times over. */
function encoded(text: string, times: number): string {
  const hex = Array.from(text, (sign) => sign.charCodeAt(0).toString(16).padStart(2, '0'));
  let all = hex.map((sign) => `%${sign}`).join('');
  for (let n = 1; n < times; n++) all = all.replaceAll('%', '%25');
  return all;
}

test.prop([
  fc.string({ unit: 'grapheme-ascii' }).filter((text) => !text.includes('%')),
  fc.nat(50),
])('a text is the same however often it was encoded', (text, times) => {
  expect(decodedFully(encoded(text, times + 1))).toBe(text);
});

test.prop([fc.string()])('what comes out can’t be decoded any further', (text) => {
  const decoded = decodedFully(text);
  if (decoded !== undefined) expect(decodedFully(decoded)).toBe(decoded);
});

test('an end that is not in sight is said, and soon', () => {
  let nested = '%41';
  for (let n = 0; n < 12; n++) nested = nested.replaceAll(/[\dA-F]/g, (sign) => encoded(sign, 1));
  expect(decodedFully(nested.slice(0, 200_000))).toBeUndefined();
});

test.each(['%', '%%', '%zz', '100%', 'a%2'])('%j is left as it is', (text) => {
  expect(decodedFully(text)).toBe(text);
});
