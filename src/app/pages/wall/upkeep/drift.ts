/** Where a wall's layout stands at a moment, so that no pixel shows the same for weeks. */

/** Room that has to be left on each side, in pixels of CSS. */
export const marginPx = 12;

const stepMs = 60_000;
/** Half of it is 10 minutes, after which all stands on the other side. */
const roundSteps = 20;
/** Prime, so that a round is not like the one before. */
const swellSteps = 97;

/** A step of the way, which is the same for a whole minute. */
export function stepOf(now: number): number {
  return Math.floor(now / stepMs);
}

/** Away from the middle, `by` at most: rounds that swell and shrink, so that no ring burns in. */
export function placeOf(step: number, by: number): { x: number; y: number } {
  const angle = (step / roundSteps) * 2 * Math.PI;
  const swell = Math.cos((step / swellSteps) * 2 * Math.PI);
  const radius = by * (0.75 + 0.25 * swell);
  return { x: rounded(radius * Math.cos(angle)), y: rounded(radius * Math.sin(angle)) };
}

/** Text between two pixels is blurred. */
function rounded(px: number): number {
  return Math.round(px) + 0; // no -0
}
