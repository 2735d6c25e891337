/** No text that others write may keep the server, or a page, busy for long. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { acceptedCodings } from '#proxy/http/content-coding.ts';

const root = join(import.meta.dirname, '..');

/** Literals, as far as they can be told from a division. */
const literal =
  /(?<=[\s(,=:[!?])\/(?![*/\s])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[dgimsuvy]*(?=[\s).,;\]])/g;

function patternsIn(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:\*|\/\/|\/\*)/.test(line))
    .flatMap((line) => [...line.matchAll(literal)].map(([, pattern = '']) => pattern));
}

/**
 * What repeats at the start of a pattern and has to be followed by something else, without an anchor:
 * the search starts again at each sign of a long run, and reads all of the rest.
 */
function isQuadratic(pattern: string): boolean {
  return alternatives(pattern).some((one) => {
    const isAnchored = one.startsWith('^') || one.startsWith('(?<=');
    return !isAnchored && /^(?:\[[^\]]*\]|\\.|.)[*+](?!\?)./.test(one);
  });
}

/** By the bars that are in no group and no class. */
function alternatives(pattern: string): string[] {
  const found = [''];
  let depth = 0;
  for (const [sign] of pattern.matchAll(/\[(?:[^\]\\]|\\.)*\]|\\.|./g)) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === '|' && depth === 0) found.push('');
    else found.push(`${found.pop() ?? ''}${sign}`);
  }
  return found;
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|testing|^server/.test(file))
  .map((file) => ({ file, patterns: patternsIn(readFileSync(join(root, file), 'utf8')) }));

test('patterns are found, and those that take the square of the length are known', () => {
  expect(sources.flatMap(({ patterns }) => patterns).length).toBeGreaterThan(80);
  const bad = ['[.\\s]+$', '^[-.]+|[-.]+$', '\\s*;\\s*q\\s*=', '\\s+(\\d)'];
  expect(bad.filter((pattern) => !isQuadratic(pattern))).toEqual([]);
  const good = ['^[!-~]+$', '\\s+', '^\\d+$', '[^a-z]+', 'a|b', ':\\d+$', '^(?:ok|success)\\W*$'];
  expect(good.filter(isQuadratic)).toEqual([]);
});

test('no pattern takes the square of the length of a text', () => {
  const found = sources.flatMap(({ file, patterns }) =>
    patterns.filter(isQuadratic).map((pattern) => `${file}: ${pattern}`),
  );
  expect(found).toEqual([]);
});

test('a header full of spaces is read at once', () => {
  const began = performance.now();
  for (let n = 0; n < 20; n++) acceptedCodings(`gzip${' '.repeat(15_000)}x`);
  expect(performance.now() - began).toBeLessThan(500);
});
