/** A file as browsers may have it: to be saved under a harmless name, never to be drawn or run. */
import { withoutFullStop } from '#contract/trimmed-end.ts';

import { dataSecurity } from '../http/security.ts';

type Named = {
  /** Vault's headers. */
  headers: Headers;
  /** The path that it came from. */
  path: string;
  job: string;
  rel: string | undefined;
};

export type Attachment = { type: string; fileName: string };

export function attachment({ headers, path, job, rel = 'file' }: Named): Attachment {
  const type = mediaType(headers.get('content-type') ?? '');
  const named = safe(nameIn(headers.get('content-disposition') ?? ''));
  const last = safe(decoded(path.split('?')[0]?.split('/').at(-1) ?? ''));
  const own = safe(`job-${job}-${rel}`);
  const ending = endings[type] ?? '';
  // The last part of a path is the name of a file only where it looks like one.
  const fileName = named || (/\.[A-Za-z0-9]{1,8}$/.test(last) ? last : `${own}${ending}`);
  return { type, fileName };
}

/** Headers that leave a browser nothing to do but save. */
export function attachmentHeaders({ type, fileName }: Attachment): Record<string, string> {
  return {
    ...dataSecurity,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'content-type': harmless.has(type) ? type : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encoded(fileName)}`,
    'cache-control': 'no-store',
  };
}

const endings: Record<string, string> = {
  'application/json': '.json',
  'application/zip': '.zip',
  'application/pdf': '.pdf',
  'text/csv': '.csv',
  'text/plain': '.txt',
};

const harmless = new Set([...Object.keys(endings), 'application/octet-stream']);

function mediaType(written: string): string {
  const type = written.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9]+\/[a-z0-9.+-]{1,100}$/.test(type) ? type : 'application/octet-stream';
}

/** The name in a Content-Disposition; the one in UTF-8 before the other (RFC 6266). */
function nameIn(written: string): string {
  const [, long] = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(written) ?? [];
  if (long !== undefined) return decoded(long);
  const [, quoted, bare = ''] = /;\s*filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(written) ?? [];
  return quoted ?? bare;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** No folder, no control or bidi character, no name that hides or that a system keeps for itself. */
function safe(name: string): string {
  const plain = name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').replaceAll(/[/\\:*?"<>|]/g, '_');
  // By whole characters: half of one could not be written into a header.
  const signs = Array.from(plain);
  const cut =
    signs.length > 150 ? [...signs.slice(0, 109), '…', ...signs.slice(-40)].join('') : plain;
  const short = withoutFullStop(cut.replace(/^[\s.]+/, ''));
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `_${short}` : short;
}

/** What encodeURIComponent leaves as it is may not all stand in a header's value (RFC 8187). */
function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
