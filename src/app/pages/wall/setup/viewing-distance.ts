/** How large text has to be for its viewing distance. */

export type Viewing = {
  /** Of the screen, in pixels. */
  width: number;
  height: number;
  /** The screen's diagonal. */
  inches: number;
  /** The distance to the reader. */
  metres: number;
};

/** The height of capital letters in millimetres and pixels, and the font size that has it. */
export type TextSize = { capMm: number; capPx: number; fontPx: number };

export type Recommendation = {
  /** The size of one pixel. */
  pixelMm: number;
  titles: TextSize;
  details: TextSize;
  /** The smallest scale that is enough, in steps of 0.05. May exceed the wall's own bounds. */
  scale: number;
};

const mmPerInch = 25.4;
/** Height of a capital letter relative to the font size, in most sans-serif fonts. */
const capPerFontSize = 0.7;
/** Distance in heights of a capital letter from which it is read at a glance, and from which at all. */
const glanceDistance = 200;
const maxDistance = 400;

/** What scale 1 is made for. */
const reference: Viewing = { width: 1920, height: 1080, inches: 55, metres: 6 };

export function recommend(viewing: Viewing): Recommendation {
  const scale = neededMm(viewing) / mmAtScaleOne(viewing);
  return {
    pixelMm: pixelMm(viewing),
    titles: textSize(viewing, glanceDistance),
    details: textSize(viewing, maxDistance),
    // Rounded up, except for what is only a rounding error.
    scale: Math.ceil(scale * 20 - 1e-9) / 20,
  };
}

/** How far away text of these sizes can be read, in metres; both in pixels. */
export function readableFrom(
  screen: Omit<Viewing, 'metres'>,
  { title, detail }: { title: number; detail: number },
): number {
  const metresOf = (px: number, distance: number) =>
    (px * capPerFontSize * pixelMm(screen) * distance) / 1_000;
  return Math.min(metresOf(title, glanceDistance), metresOf(detail, maxDistance));
}

function textSize(viewing: Viewing, distance: number): TextSize {
  const capMm = (viewing.metres * 1_000) / distance;
  const capPx = Math.round(capMm / pixelMm(viewing));
  return { capMm, capPx, fontPx: Math.round(capPx / capPerFontSize) };
}

function pixelMm({ width, height, inches }: Omit<Viewing, 'metres'>): number {
  return (inches * mmPerInch) / Math.hypot(width, height);
}

function neededMm({ metres }: Viewing): number {
  return (metres * 1_000) / maxDistance;
}

/** At scale 1 text is the same share of the shorter side on every screen. */
function mmAtScaleOne(viewing: Viewing): number {
  return (neededMm(reference) * shorterSideMm(viewing)) / shorterSideMm(reference);
}

function shorterSideMm(viewing: Viewing): number {
  return Math.min(viewing.width, viewing.height) * pixelMm(viewing);
}
