/** How large text has to be to be read from afar. */

export type Place = {
  /** Pixels of the screen. */
  width: number;
  height: number;
  /** Its diagonal. */
  inches: number;
  metres: number;
};

/** Millimetres and whole pixels of the screen; `typePx` is the font size that has such capitals. */
export type Letters = { capMm: number; capPx: number; typePx: number };

export type Advice = {
  /** Millimetres from one pixel to the next. */
  pitchMm: number;
  titles: Letters;
  details: Letters;
  /** The least that does, in steps of 0.05; what the wall's own bounds make of it is up to them. */
  scale: number;
};

const mmPerInch = 25.4;
/** Height of a capital for each pixel of font size, as in most faces without serifs. */
const capOfType = 0.7;
/** A capital is read at a glance from 200 times its height, and with a look from 400 times. */
const glance = 200;
const look = 400;

/** What scale 1 is made for. */
const made: Place = { width: 1920, height: 1080, inches: 55, metres: 6 };

export function advice(place: Place): Advice {
  const scale = mmNeeded(place) / mmAtOne(place);
  return {
    pitchMm: pitch(place),
    titles: letters(place, glance),
    details: letters(place, look),
    // Never smaller than needed, but not for a rounding of the sum's own.
    scale: Math.ceil(scale * 20 - 1e-9) / 20,
  };
}

function letters(place: Place, times: number): Letters {
  const capMm = (place.metres * 1_000) / times;
  const capPx = Math.round(capMm / pitch(place));
  return { capMm, capPx, typePx: Math.round(capPx / capOfType) };
}

function pitch({ width, height, inches }: Place): number {
  return (inches * mmPerInch) / Math.hypot(width, height);
}

function mmNeeded({ metres }: Place): number {
  return (metres * 1_000) / look;
}

/** What scale 1 gives on this screen: the same share of its shorter side on every one. */
function mmAtOne(place: Place): number {
  return (mmNeeded(made) * shorterMm(place)) / shorterMm(made);
}

function shorterMm(place: Place): number {
  return Math.min(place.width, place.height) * pitch(place);
}
