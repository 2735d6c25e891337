/** What is wrong with a wall's layout to the eye: nothing of it may depend on the font in use. */
import type { Page } from '@playwright/test';

/** Everything that can't be read in full: too small, cut off, overlapped or off the screen. */
export async function flaws(page: Page, floor: number): Promise<string[]> {
  const { screen, tiles, texts, scrolls } = await page.evaluate(drawn);
  const crowded = tiles.flatMap(({ words, box, parts, isTight }, nth) => [
    ...(isInside(box, screen) ? [] : [`off the screen: ${words}`]),
    ...(isTight ? [`too full: ${words}`] : []),
    ...parts.filter((part) => !isInside(part.box, box)).map((part) => `cut: ${part.words}`),
    ...tiles
      .slice(nth + 1)
      .filter((other) => !areApart(box, other.box))
      .map((other) => `overlap: ${words} and ${other.words}`),
  ]);
  const unreadable = texts.flatMap(({ words, px, ink, clips, of }, nth) => [
    ...(px < floor - 0.1 ? [`${px} px: ${words}`] : []),
    ...[screen, ...clips].filter((clip) => !isInside(ink, clip)).map(() => `cut off: ${words}`),
    ...texts
      .slice(nth + 1)
      .filter((other) => other.of !== of && !areApart(ink, other.ink))
      .map((other) => `overlap: ${words} and ${other.words}`),
  ]);
  return [...crowded, ...unreadable, ...(scrolls ? ['scrolls'] : [])];
}

type Box = { left: number; top: number; right: number; bottom: number };

/** Edges are rounded to whole pixels. */
const slack = 1;

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

function areApart(a: Box, b: Box): boolean {
  return (
    a.right <= b.left + slack ||
    b.right <= a.left + slack ||
    a.bottom <= b.top + slack ||
    b.bottom <= a.top + slack
  );
}

/** Runs in the page. */
function drawn() {
  const main = document.querySelector('main') ?? document.body;
  const tiles = [...document.querySelectorAll('section li')].map((tile) => ({
    words: tile.textContent.slice(0, 60),
    box: tile.getBoundingClientRect().toJSON(),
    isTight: tile.scrollWidth > tile.clientWidth + 1 || tile.scrollHeight > tile.clientHeight + 1,
    parts: [...tile.querySelectorAll('[data-fact], [data-title]')].map((part) => ({
      words: part.textContent.slice(0, 60),
      box: part.getBoundingClientRect().toJSON(),
    })),
  }));

  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('This browser can\u2019t measure text.');
  /** Each line that is shown of a text, with what the letters of the text cover at most. */
  const linesOf = (node: Node, parent: Element) => {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(parent);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    // Combining marks can be stacked on a letter without limit, and are meant to be cut off at some height.
    const letters = (node.textContent ?? '').normalize('NFC').replaceAll(/\p{Mn}/gu, '');
    const measured = context.measureText(letters);
    const range = document.createRange();
    range.selectNodeContents(node);
    const clamp = Number(
      getComputedStyle(parent.closest('[data-title]') ?? parent).webkitLineClamp,
    );
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const tops = [...new Set(rects.map(({ top }) => top))].toSorted((a, b) => a - b);
    const last = tops[(Number.isNaN(clamp) ? tops.length : Math.min(clamp, tops.length)) - 1] ?? 0;
    return rects
      .filter(({ top }) => top <= last)
      .map(({ left, right, top }) => {
        const baseline = top + measured.fontBoundingBoxAscent;
        return {
          left,
          right,
          top: baseline - measured.actualBoundingBoxAscent,
          bottom: baseline + measured.actualBoundingBoxDescent,
        };
      });
  };
  const clipsOf = (element: Element) => {
    const clips: Box[] = [];
    for (let at: Element | null = element; at !== null && at !== main; at = at.parentElement) {
      if (getComputedStyle(at).overflowY !== 'visible')
        clips.push(at.getBoundingClientRect().toJSON());
    }
    return clips;
  };

  const texts: { words: string; px: number; ink: Box; clips: Box[]; of: number }[] = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), of = 0; node !== null; node = walker.nextNode(), of += 1) {
    const parent = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (parent === null || words === '' || parent.closest('.sr-only, script, style')) continue;
    const px = Number.parseFloat(getComputedStyle(parent).fontSize);
    const clips = clipsOf(parent);
    for (const ink of linesOf(node, parent)) {
      texts.push({ words: words.slice(0, 60), px, ink, clips, of });
    }
  }
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
  return {
    screen: { left: 0, top: 0, right: innerWidth, bottom: innerHeight },
    tiles,
    texts,
    scrolls: scrollWidth > clientWidth || scrollHeight > clientHeight,
  };
}
