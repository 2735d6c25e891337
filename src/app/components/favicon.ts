/**
 * The tab's icon: which Vault, and whether anything is wrong. Drawn for 16 pixels, and readable
 * without colours: production is a filled square, a sandbox a ring, and a count is a dark plate.
 */
import type { Vault, VaultColour } from '#contract/vault.ts';

type Look = {
  /** Undefined where no Vault is shown, or a simulated one: the icon is then Jobwatch's own. */
  vault: Pick<Vault, 'name' | 'kind' | 'colour'> | undefined;
  /** 0 where nothing is wrong, or where that is not known. */
  alarms: number;
};

/** Replaces the icon of the page. */
export function showFavicon(look: Look): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (icon === null) return;
  const drawn = `data:image/svg+xml,${encodeURIComponent(favicon(look))}`;
  if (icon.href !== drawn) icon.href = drawn;
}

export function favicon({ vault, alarms }: Look): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    vault === undefined ? own : mark(vault),
    alarms > 0 ? plate(alarms, vault?.kind === 'sandbox') : '',
    '</svg>',
  ].join('');
}

/** As in `public/favicon.svg`. */
const own =
  '<rect width="32" height="32" rx="7" fill="#3448c5"/><path d="M8 17l5 5 11-12" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/>';

function mark({ name, kind, colour = 'grey' }: NonNullable<Look['vault']>): string {
  const fill = fills[colour];
  const letters = initials(name);
  switch (kind) {
    case 'sandbox':
      return `<circle cx="16" cy="16" r="14" fill="#fff" stroke="${fill}" stroke-width="4"/>${text(letters, fill, { size: 15 })}`;
    case 'production':
      return `<rect width="32" height="32" rx="3" fill="${fill}"/>${text(letters, '#fff', { size: 20 })}`;
    case undefined:
      return `<rect width="32" height="32" rx="12" fill="${fill}"/>${text(letters, '#fff', { size: 18 })}`;
  }
}

/** Around its middle, in units of which the icon has 32. */
type Place = { size: number; x?: number; y?: number };

function text(words: string, fill: string, { size, x = 16, y = 16 }: Place): string {
  return `<text x="${x}" y="${y + size * 0.36}" text-anchor="middle" font-family="sans-serif" font-weight="bold" font-size="${size}" fill="${fill}">${words}</text>`;
}

/** Black on white, or the reverse on an icon that is white itself. */
function plate(alarms: number, isDark: boolean): string {
  const [ground, ink] = isDark ? ['#111', '#fff'] : ['#fff', '#111'];
  const count = alarms > 9 ? '9+' : String(alarms);
  const size = alarms > 9 ? 15 : 19;
  return `<path d="M10 32V14H32V32Z" fill="${ink}"/><path d="M12 32V16H32V32Z" fill="${ground}"/>${text(count, ink, { size, x: 22, y: 24 })}`;
}

/** Of the first word and the last, so that "Acme EU 1" and "Acme EU 2" differ. Never markup. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '?'] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last].map((word) => /./u.exec(word)?.[0].toUpperCase() ?? '').join('');
}

/** The colours of the light theme: 4.5:1 against white, which is in the icon in any theme. */
export const fills: Record<VaultColour, string> = {
  grey: '#515c69',
  blue: '#1d4ed8',
  purple: '#6b35b8',
  teal: '#0f6464',
  brown: '#7a4a1e',
  pink: '#a3267f',
  green: '#2b6a1f',
  red: '#b3261e',
};
