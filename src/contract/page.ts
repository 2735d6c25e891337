/** Paging as all of Vault's lists do it: zero-based offsets, and a `next_page` to follow. */
import * as z from './zod.ts';

/**
 * `limit` 1–200, default 50 (docs/vault-api.md §1). Read from a URL, so text counts as a number.
 */
const wholeNumber = (least: number, most: number) =>
  z
    .custom<number>((value) => /^\d{1,9}$/.test(String(value)))
    .transform(Number)
    .pipe(z.number().min(least).max(most));

export const pageQuery = {
  limit: wholeNumber(1, 200).optional(),
  offset: wholeNumber(0, 999_999_999).optional(),
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

const whole = z
  .custom<number>()
  .optional()
  .transform((value: unknown) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isInteger(number) && number >= 0
      ? number
      : undefined;
  });

const link = z
  .custom<string>()
  .optional()
  .transform((value: unknown) => (typeof value === 'string' ? queryOf(value) : undefined));

/** The `responseDetails` of a list. */
export const page = z
  .looseObject({ total: whole, limit: whole, offset: whole, next_page: link })
  .catch({ total: undefined, limit: undefined, offset: undefined, next_page: undefined })
  .transform(({ total, limit, offset, next_page }): Page => ({
    total,
    limit,
    offset: offset ?? 0,
    next: next_page,
  }));

/**
 * `next_page` may be relative with `/api/v25.2` in front, or absolute: only its query is taken.
 * Path and host stay those of the endpoint that was asked (docs/vault-api.md §2).
 */
function queryOf(nextPage: string): Record<string, string> | undefined {
  const at = nextPage.indexOf('?');
  if (at === -1) return undefined;
  return Object.fromEntries(new URLSearchParams(nextPage.slice(at + 1)));
}
