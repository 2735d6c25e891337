/** Paging as all of Vault's lists do it: zero-based offsets, and a `next_page` to follow. */
import * as v from 'valibot';

import { anything } from './field.ts';

/**
 * `limit` 1–200, default 50 (docs/vault-api.md §1). Read from a URL, so text counts as a number.
 */
const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.custom<number>((value) => /^\d{1,9}$/.test(String(value))),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  );

export const pageQuery = {
  limit: v.optional(wholeNumber(1, 200)),
  offset: v.optional(wholeNumber(0, 999_999_999)),
};

export const longestPage = 200;

export type Page = {
  /** How many rows Vault says there are in all; undefined if it doesn't. */
  total: number | undefined;
  limit: number | undefined;
  offset: number;
  /** The query of the next page, undefined on the last. */
  next: Record<string, string> | undefined;
};

const whole = v.pipe(
  anything<number>(),
  v.transform((value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isInteger(number) && number >= 0
      ? number
      : undefined;
  }),
);

const link = v.pipe(
  anything<string>(),
  v.transform((value) => (typeof value === 'string' ? queryOf(value) : undefined)),
);

/** The `responseDetails` of a list. */
export const page = v.fallback(
  v.pipe(
    v.looseObject({ total: whole, limit: whole, offset: whole, next_page: link }),
    v.transform(({ total, limit, offset, next_page }): Page => ({
      total,
      limit,
      offset: offset ?? 0,
      next: next_page,
    })),
  ),
  { total: undefined, limit: undefined, offset: 0, next: undefined },
);

/**
 * `next_page` may be relative with `/api/v25.2` in front, or absolute: only its query is taken.
 * Path and host stay those of the endpoint that was asked (docs/vault-api.md §2).
 */
function queryOf(nextPage: string): Record<string, string> | undefined {
  const at = nextPage.indexOf('?');
  if (at === -1) return undefined;
  return Object.fromEntries(new URLSearchParams(nextPage.slice(at + 1)));
}
