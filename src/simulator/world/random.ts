/**
 * Random numbers that depend on their keys alone: the same keys give the same number. So a run of
 * last Tuesday can be computed on request, without the runs before it.
 */

/** From 0 to 1, exclusive. */
export function draw(...keys: number[]): number {
  let state = 0x9e3779b9;
  for (const key of keys) {
    // A double has 53 bits: the upper ones are mixed in too, as moments are past 32.
    state = mix(state ^ (key | 0));
    state = mix(state ^ Math.floor(key / 4_294_967_296));
  }
  return (state >>> 0) / 4_294_967_296;
}

/** A whole number for a text, to be used as a key. */
export function hashOf(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return mix(state) >>> 0;
}

/** Linear between two bounds. */
export function between(chance: number, least: number, most: number): number {
  return least + chance * (most - least);
}

/**
 * A factor that is mostly near 1 and rarely far above it, as durations vary. With a `spread` of
 * 0.25, two thirds are within a quarter of 1.
 */
export function around(chance: number, spread: number): number {
  const safe = Math.min(Math.max(chance, 0.001), 0.999);
  return Math.exp((spread * Math.log(safe / (1 - safe))) / 1.7);
}

/** One of the names, chosen by weight. */
export function weighted<Name extends string>(
  chance: number,
  weights: Partial<Record<Name, number>>,
  otherwise: Name,
): Name {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries of a record are its own
  const entries = Object.entries(weights) as [Name, number][];
  let left = chance * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return otherwise;
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
