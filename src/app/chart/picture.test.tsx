import { expect, test } from 'vitest';

import { pictureOf } from './picture.ts';

function drawing(): SVGSVGElement {
  document.body.innerHTML = `
    <style>.bar { fill: rgb(10, 120, 60) } .page { background-color: rgb(250, 250, 250) }</style>
    <div class="page"><svg width="100" height="40"><rect class="bar" width="50" height="40"></rect></svg></div>`;
  const svg = document.querySelector('svg');
  if (svg === null) throw new Error('There is no drawing.');
  return svg;
}

async function pixelsOf(picture: Blob) {
  const image = await createImageBitmap(picture);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context?.drawImage(image, 0, 0);
  const colourAt = (x: number, y: number) => [
    ...(context?.getImageData(x, y, 1, 1).data.slice(0, 3) ?? []),
  ];
  return { width: image.width, height: image.height, colourAt };
}

test('a picture is twice as large as its drawing, with a heading and the colours of the screen', async () => {
  const picture = await pictureOf(drawing(), { title: 'Throughput', note: 'times in UTC' });
  expect(picture.type).toBe('image/png');
  const { width, height, colourAt } = await pixelsOf(picture);
  expect([width, height]).toEqual([200, 2 * (40 + 46)]);
  expect(colourAt(50, 130)).toEqual([10, 120, 60]);
  expect(colourAt(150, 130)).toEqual([250, 250, 250]);
});
