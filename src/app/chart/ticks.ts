/** Round whole numbers for an axis, from 0 to the first that `most` does not exceed: six at most. */
export function ticks(most: number): number[] {
  const least = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((round) => round * power >= least) ?? 10) * power;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}
