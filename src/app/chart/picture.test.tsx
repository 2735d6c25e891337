import { expect, test } from 'vitest';

import { pictureOf } from './picture.ts';

function page(): { drawing: SVGSVGElement; legend: Element } {
  document.body.innerHTML = `
    <style>.bar { fill: rgb(10, 120, 60) } .late { fill: rgb(200, 30, 30) } .page { background-color: rgb(250, 250, 250) }</style>
    <div class="page">
      <ul>
        <li><button><svg width="12" height="12"><rect fill="url(#rows-late)" width="12" height="12"></rect></svg> Late</button></li>
        <li><button><svg width="12" height="12"><rect class="bar" width="12" height="12"></rect></svg> Well</button></li>
      </ul>
      <svg data-drawing width="300" height="40">
        <defs><pattern id="rows-late" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="late" width="4" height="4"></rect></pattern></defs>
        <rect class="bar" width="150" height="40"></rect>
      </svg>
    </div>`;
  const [drawing, legend] = [
    document.querySelector('svg[data-drawing]'),
    document.querySelector('ul'),
  ];
  if (!(drawing instanceof SVGSVGElement) || legend === null)
    throw new Error('There is no drawing.');
  return { drawing, legend };
}

async function pixelsOf(picture: Blob) {
  const image = await createImageBitmap(picture);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context?.drawImage(image, 0, 0);
  // In pixels of the page, of which the picture has two in each direction.
  const colourAt = (x: number, y: number) => [
    ...(context?.getImageData(2 * x, 2 * y, 1, 1).data.slice(0, 3) ?? []),
  ];
  return { width: image.width / 2, height: image.height / 2, colourAt };
}

const ground = [250, 250, 250];
const [well, late] = [
  [10, 120, 60],
  [200, 30, 30],
];

test('a picture is twice as large as its drawing, with a heading and the colours of the screen', async () => {
  const { drawing } = page();
  const picture = await pictureOf(drawing, {
    title: 'Throughput',
    notes: ['in UTC'],
    legend: null,
  });
  expect(picture.type).toBe('image/png');
  const { width, height, colourAt } = await pixelsOf(picture);
  const heading = 8 + 2 * 18 + 8;
  expect([width, height]).toEqual([300, heading + 40 + 8]);
  expect(colourAt(75, heading + 20)).toEqual(well);
  expect(colourAt(225, heading + 20)).toEqual(ground);
});

test('a picture says what its marks mean, by the patterns of the drawing', async () => {
  const { drawing, legend } = page();
  const words = { title: 'Throughput', notes: [], legend };
  const { height, colourAt } = await pixelsOf(await pictureOf(drawing, words));
  const heading = 8 + 2 * 18 + 8;
  expect(height).toBe(heading + 40 + 8);
  const swatchY = 8 + 18 + 1 + 6;
  expect(colourAt(14, swatchY)).toEqual(late);
  const colours = Array.from({ length: 140 }, (_, x) => colourAt(30 + x, swatchY).join());
  expect(colours).toContain(well.join());
});

test('what the notes of a picture say is not cut off, however long it is', async () => {
  const { drawing } = page();
  const note =
    'Complete: all 21,340 finished jobs; title is "Export Documents to the archive of records"';
  const lines = async (notes: string[]) =>
    ((await pixelsOf(await pictureOf(drawing, { title: 'Duration', notes, legend: null }))).height -
      64) /
    18;
  expect(await lines([])).toBeLessThan(1.1);
  expect(await lines([note])).toBeGreaterThan(2);
  expect(await lines(['x'.repeat(400)])).toBeGreaterThan(4);
});
