/** A drawing as a picture, for a report. */

/** Who sees a picture alone has to learn from it what it is, of which range, and whether that is all. */
type Words = { title: string; note: string };

/** Of an SVG element as it looks now; twice its size, as reports are often printed. Rejects where the browser can't. */
export async function pictureOf(drawing: SVGSVGElement, { title, note }: Words): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect();
  const heading = 46;
  const scale = 2;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, (height + heading) * scale];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser can’t draw pictures');
  const style = getComputedStyle(drawing);
  context.scale(scale, scale);
  context.fillStyle = backgroundOf(drawing);
  context.fillRect(0, 0, width, height + heading);
  context.fillStyle = style.color;
  context.font = `600 14px ${style.fontFamily}`;
  context.fillText(title, 8, 19, width - 16);
  context.font = `12px ${style.fontFamily}`;
  context.fillText(note, 8, 37, width - 16);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(drawing, width, height))}`;
  await image.decode();
  context.drawImage(image, 0, heading, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the picture is too large for this browser'));
      else resolve(blob);
    }, 'image/png');
  });
}

/** What the look of a drawing depends on; outside of the page there are neither classes nor tokens. */
const looks = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
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

function standalone(drawing: SVGSVGElement, width: number, height: number): string {
  const copy = drawing.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  for (const [nth, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
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
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}

function backgroundOf(element: Element): string {
  const { backgroundColor } = getComputedStyle(element);
  const parent = element.parentElement;
  const isClear = backgroundColor === 'rgba(0, 0, 0, 0)' || backgroundColor === 'transparent';
  return isClear && parent !== null ? backgroundOf(parent) : backgroundColor;
}
