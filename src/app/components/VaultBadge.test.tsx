/** What tells two Vaults apart, in the header and in the tab. */
import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import '../index.css';
import { signedIn } from '#contract/testing/sessions.ts';
import type { Vault } from '#contract/vault.ts';

import { favicon, showFavicon } from './favicon.ts';
import { VaultBadge } from './VaultBadge.tsx';

const production: Vault = { host: 'acme.test', name: 'Acme', kind: 'production', colour: 'blue' };
const sandbox: Vault = { ...production, host: 'acme-sb.test', kind: 'sandbox' };

const sessionOf = (vault: Vault) => ({ ...signedIn('7'), simulated: false, vault });

test('production and a sandbox of one name and colour differ by word, filling and frame', async () => {
  await render(
    <>
      <VaultBadge session={sessionOf(production)} />
      <VaultBadge session={sessionOf(sandbox)} />
    </>,
  );
  const looks = ['acme.test', 'acme-sb.test'].map((host) => {
    const badge = screen.getByTitle(host).element();
    const { borderStyle, backgroundColor } = getComputedStyle(badge);
    return { words: badge.textContent, borderStyle, isFilled: !backgroundColor.endsWith(', 0)') };
  });
  expect(looks).toEqual([
    { words: 'Acme Production', borderStyle: 'solid', isFilled: true },
    { words: 'Acme Sandbox', borderStyle: 'dashed', isFilled: false },
  ]);
});

test('a Vault whose kind nobody has said is not given one', async () => {
  await render(<VaultBadge session={sessionOf({ host: 'x.test', name: 'Sandbox' })} />);
  await expect.element(screen.getByTitle('x.test')).toHaveTextContent(/^Sandbox$/);
});

describe('at 16 pixels, without colours, the icons of two tabs differ by', () => {
  test.each([
    { by: 'their kind', one: production, other: sandbox, least: 60 },
    {
      by: 'their kind, where both have a count',
      one: production,
      other: sandbox,
      alarms: 3,
      least: 60,
    },
    { by: 'their initials', one: production, other: { ...production, name: 'Beta' }, least: 10 },
    {
      by: 'a number',
      one: { ...sandbox, name: 'E 1' },
      other: { ...sandbox, name: 'E 2' },
      least: 5,
    },
  ])('$by', async ({ one, other, alarms = 0, least }) => {
    const [left, right] = await Promise.all(
      [one, other].map(async (vault) => greyPixels(favicon({ vault, alarms }))),
    );
    expect(differing(left, right)).toBeGreaterThan(least);
  });

  test.each([production, sandbox, undefined])('whether anything is wrong', async (vault) => {
    const [well, wrong] = await Promise.all(
      [0, 1].map(async (alarms) => greyPixels(favicon({ vault, alarms }))),
    );
    expect(differing(well, wrong)).toBeGreaterThan(60);
  });
});

test('the icon of the page becomes that of its Vault', () => {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  showFavicon({ vault: { ...sandbox, name: '<Acme>' }, alarms: 1 });
  expect(icon?.href).toMatch(/^data:image\/svg\+xml,/);
  expect(decodeURIComponent(icon?.href ?? '')).toMatch(/<circle.*>A<\/text>.*>1<\/text>/);
});

/** The brightness of each of 16 × 16 pixels, from 0 to 255, on a grey tab. */
async function greyPixels(svg: string): Promise<number[]> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(16, 16);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new Error('Nothing can be drawn here.');
  drawing.fillStyle = '#c0c0c0';
  drawing.fillRect(0, 0, 16, 16);
  drawing.drawImage(image, 0, 0, 16, 16);
  const { data } = drawing.getImageData(0, 0, 16, 16);
  return Array.from({ length: 256 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.slice(at * 4, at * 4 + 3);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
}

/** How many pixels are clearly lighter or darker. */
function differing(left: number[] = [], right: number[] = []): number {
  return left.filter((value, at) => Math.abs(value - (right[at] ?? 0)) > 64).length;
}
