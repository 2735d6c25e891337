/** A drawing as a picture, for a report. */

/** Who sees a picture alone has to learn from it what it is, of which range, and whether that is all. */
type Words = {
  title: string;
  notes: readonly string[];
  /** What its marks mean: a list on the page, of whose items each is a small drawing and words. */
  legend: Element | null;
};

const scale = 2;
const edgePx = 8;
const linePx = 18;
const fontPx = 12;

/** Of an SVG element as it looks now; twice its size, as reports are often printed. Rejects where the browser can't. */
export async function pictureOf(drawing: SVGSVGElement, words: Words): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const { fontFamily, color } = getComputedStyle(drawing);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser can’t draw pictures');
  const heading = headingOf(words, {
    width,
    widthOf(text, weight) {
      context.font = `${weight} ${fontPx}px ${fontFamily}`;
      return context.measureText(text).width;
    },
  });
  const total = heading.height + height + edgePx;
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('width', String(width));
  picture.setAttribute('height', String(total));
  picture.append(...heading.swatches, copyOf(drawing, { x: 0, y: heading.height }));

  [canvas.width, canvas.height] = [width * scale, total * scale];
  context.scale(scale, scale);
  context.fillStyle = backgroundOf(drawing);
  context.fillRect(0, 0, width, total);
  context.fillStyle = color;
  for (const { text, weight, x, y, isFaint } of heading.texts) {
    context.font = `${weight} ${fontPx}px ${fontFamily}`;
    context.globalAlpha = isFaint ? 0.5 : 1;
    context.fillText(text, x, y);
  }
  context.globalAlpha = 1;
  const image = new Image(width, total);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  context.drawImage(image, 0, 0, width, total);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture is too large for this browser'));
      else resolve(blob);
    }, 'image/png');
  });
}

type Measures = { width: number; widthOf: (text: string, weight: number) => number };

type Text = { text: string; weight: number; x: number; y: number; isFaint: boolean };

/** Title, notes and legend, each on as many lines as it needs. `y` of a text is its base line. */
function headingOf({ title, notes, legend }: Words, { width, widthOf }: Measures) {
  const texts: Text[] = [];
  const swatches: SVGSVGElement[] = [];
  let y = edgePx;
  for (const [nth, words] of [title, ...notes].entries()) {
    const weight = nth === 0 ? 600 : 400;
    for (const text of linesOf(words, (part) => widthOf(part, weight) <= width - 2 * edgePx)) {
      texts.push({ text, weight, x: edgePx, y: y + fontPx, isFaint: false });
      y += linePx;
    }
  }
  let x = edgePx;
  for (const { swatch, word, isFaint } of itemsOf(legend)) {
    const beforePx = swatch.getBoundingClientRect().width + 6;
    const itemPx = beforePx + widthOf(word, 400);
    if (x > edgePx && x + itemPx > width - edgePx) [x, y] = [edgePx, y + linePx];
    swatches.push(copyOf(swatch, { x, y: y + 1 }));
    texts.push({ text: word, weight: 400, x: x + beforePx, y: y + fontPx, isFaint });
    x += itemPx + 16;
  }
  if (x > edgePx) y += linePx;
  return { texts, swatches, height: Math.ceil(y + edgePx) };
}

/** Broken between words, and within one that is wider than all the room. */
function linesOf(text: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Those that are not shown are faint, as where one kind is shown alone. */
function itemsOf(legend: Element | null) {
  const items = [...(legend?.querySelectorAll('li') ?? [])];
  const isOneAlone = items.some(isPressed);
  return items.flatMap((item) => {
    const swatch = item.querySelector('svg');
    const word = item.textContent.trim();
    return swatch === null ? [] : [{ swatch, word, isFaint: isOneAlone && !isPressed(item) }];
  });
}

function isPressed(item: Element): boolean {
  return item.querySelector('[aria-pressed=true]') !== null;
}

const svg = 'http://www.w3.org/2000/svg';

/** What the look of a drawing depends on; outside of the page there are neither classes nor tokens. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'color',
  'transform',
] as const;

/** To stand in another drawing, with its patterns. */
function copyOf(drawing: SVGSVGElement, { x, y }: { x: number; y: number }): SVGSVGElement {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = document.createElementNS(svg, 'svg');
  for (const child of drawing.childNodes) copy.append(child.cloneNode(true));
  const originals = [...drawing.querySelectorAll('*')];
  for (const [nth, element] of [...copy.querySelectorAll('*')].entries()) {
    const original = originals[nth];
    if (original === undefined || !(element instanceof SVGElement)) continue;
    const style = getComputedStyle(original);
    for (const name of looks) {
      // The attribute of that name, unless a class says otherwise: patterns have transforms as well.
      if (name === 'transform' && style.transform === 'none') continue;
      element.style.setProperty(name, style.getPropertyValue(name));
    }
    element.removeAttribute('class');
  }
  for (const [name, value] of Object.entries({ x, y, width, height }))
    copy.setAttribute(name, String(value));
  return copy;
}

function backgroundOf(element: Element): string {
  const { backgroundColor } = getComputedStyle(element);
  const parent = element.parentElement;
  const isClear = backgroundColor === 'rgba(0, 0, 0, 0)' || backgroundColor === 'transparent';
  return isClear && parent !== null ? backgroundOf(parent) : backgroundColor;
}
