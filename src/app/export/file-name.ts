/** Names of files: what is in them, in characters that every system and archive takes. */
import { instant } from '#contract/instant.ts';
import { trimmedEnd } from '#contract/trimmed-end.ts';
import { offsetsOf } from '#contract/zone.ts';

import type { About, Format } from './table.ts';

type Named = { about: About; zone: string; format: Format };

/** `vault-jobs_acme_failed_2026-10-01--2026-11-01_Europe-Berlin_20261124-0912.csv`. */
export function fileName({ about, zone, format }: Named): string {
  const offsetAt = offsetsOf(zone);
  const local = (at: number) => instant(at + offsetAt(at));
  const parts = [
    'vault-jobs',
    ...(about.coverage.kind === 'partial' ? ['PARTIAL'] : []),
    safe(about.vault, 'vault'),
    safe(about.view, 'all'),
    `${end(about.from, local)}--${end(about.to, local)}`,
    safe(zone, 'zone'),
    local(about.madeMs).slice(0, 16).replace(/[-:]/g, '').replace('T', '-'),
  ];
  return `${parts.join('_')}.${format}`;
}

/** The day alone where it is midnight. A range without an end says `any`. */
function end(at: number | undefined, local: (at: number) => string): string {
  if (at === undefined) return 'any';
  const [day, time = ''] = local(at).slice(0, 16).split('T');
  return time === '00:00' ? `${day}` : `${day}T${time.replace(':', '')}`;
}

const longest = 40;

function safe(text: string, otherwise: string): string {
  const cut = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, longest)
    .replace(/^[-.]+/, '');
  const plain = trimmedEnd(cut, (sign) => sign === '-' || sign === '.');
  return plain === '' ? otherwise : plain;
}
