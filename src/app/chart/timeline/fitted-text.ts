/** Text of a drawing, cut so that it fits: SVG neither wraps nor cuts it. */

let context: CanvasRenderingContext2D | null | undefined;
let family: string | undefined;
let segmenter: Intl.Segmenter | undefined;
const known = new Map<string, string>();
/** Titles of some pages; more are not worth remembering. */
const mostKnown = 2_000;
/** Nothing that fits is longer. */
const longest = 200;

/** With an ellipsis where it was cut. */
export function fittedText(text: string, widthPx: number, fontPx: number): string {
  const key = `${fontPx} ${Math.floor(widthPx)} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size > mostKnown) known.clear();
  const made = cut(text, widthPx, fontPx);
  known.set(key, made);
  return made;
}

function cut(text: string, widthPx: number, fontPx: number): string {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text;
  family ??= getComputedStyle(document.body).fontFamily;
  context.font = `500 ${fontPx}px ${family}`;
  const fits = (words: string) => (context?.measureText(words).width ?? 0) <= widthPx;
  // By characters as they are read: half of an emoji is none.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const all = Array.from(segmenter.segment(text.slice(0, longest)), ({ segment }) => segment);
  if (text.length <= longest && fits(text)) return text;
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(`${all.slice(0, middle).join('').trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return `${all.slice(0, low).join('').trimEnd()}…`;
}
