/**
 * What Vault offers of a finished job: files and results behind links (docs/vault-api.md §1a). A
 * browser names a link by its place in the job's status, never by its address; the proxy follows
 * it.
 */
import * as v from 'valibot';

import { decodedFully } from './decoded.ts';
import { endpoint } from './endpoint.ts';
import { jobIdParam } from './field.ts';

const params = {
  job_id: jobIdParam,
  /** Among the links that `jobStatus` reads, counted from 0. */
  index: v.custom<string>((value) => typeof value === 'string' && /^(0|[1-9]\d{0,2})$/.test(value)),
};

/** Asked before a download: what it would be. */
export const jobLinkAbout = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/jobs/{job_id}/links/{index}/about',
  params,
  answer: () =>
    v.pipe(
      v.object({
        data: v.object({
          /** Media type without parameters, as Vault says. */
          type: v.string(),
          /** In bytes, where Vault says. */
          size: v.optional(v.pipe(v.number(), v.finite())),
          /** What the file would be called. */
          fileName: v.optional(v.string()),
        }),
      }),
      v.transform(({ data }) => data),
    ),
});

/** The bytes, for the browser to save; only what went wrong comes in an envelope. */
export const jobLinkFile = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/jobs/{job_id}/links/{index}/file',
  params,
  answer: () => v.unknown(),
});

export type LinkAbout = v.InferOutput<ReturnType<(typeof jobLinkAbout)['answer']>>;

type Link = { href: string | undefined; method: string | undefined };

/**
 * Path and query to ask this Vault for; undefined where the link may not be followed, as it leads
 * elsewhere, does something, or is written in a way that servers read differently.
 */
export function followed({ href = '', method = 'GET' }: Link, origin: string): string | undefined {
  if (method.toUpperCase() !== 'GET') return undefined;
  // Nothing that an URL's parser would drop, fold or take for a fragment.
  if (href.length > 2_000 || !/^[!-~]+$/.test(href) || /[\\#"<>^`{|}]/.test(href)) return undefined;
  const below = href.toLowerCase().startsWith(`${origin}/`) ? href.slice(origin.length) : href;
  const [path = ''] = below.split('?');
  if (!isApiPath(path)) return undefined;
  const url = new URL(below, origin);
  // What is asked is what was checked: no reader of URLs may change it.
  return url.origin === origin && url.pathname + url.search === below ? below : undefined;
}

function isApiPath(path: string): boolean {
  const [empty, api, version, ...rest] = path.split('/');
  if (empty !== '' || api !== 'api' || !/^v\d{1,3}\.\d{1,2}$/.test(version ?? '')) return false;
  return rest.length > 0 && rest.every(isPlain) && !rest.some(isStart);
}

/** As Vault reads it, which decodes it: `%73tart_now` is one as well. */
function isStart(part: string): boolean {
  const decoded = decodedFully(part);
  return decoded === undefined || decoded.toLowerCase() === 'start_now';
}

/** A name that stays one name however often it is decoded. */
function isPlain(part: string): boolean {
  // An encoded slash, backslash, dot, percent sign or control character.
  if (part === '' || /^\.+$/.test(part) || /%(2f|5c|2e|25|[01][\da-f]|7f)/i.test(part))
    return false;
  if (/;/.test(part)) return false;
  try {
    return decodeURIComponent(part) !== '';
  } catch {
    return false;
  }
}
