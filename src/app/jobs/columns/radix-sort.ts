/**
 * Puts rows in order by a number each. A radix sort, as 100,000 rows take it some 5 ms, and a sort by
 * comparison 30 ms and more; and it is stable: rows with equal keys stay in the order they had.
 */

const digitBits = 11;
const buckets = 1 << digitBits;

/** `rows` in ascending order of their keys, as a new array. Keys may be infinite, but not NaN. */
export function radixSorted(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const words = ordinals(keys);
  let [from, to] = [rows.slice(), new Uint32Array(rows.length)];
  for (const word of [low, high]) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      const starts = startOfDigits(from, { words, word, shift });
      // All have the same digit.
      if (starts === undefined) continue;
      // By index, as iterators take ten times as long until the browser has compiled this.
      for (let at = 0; at < from.length; at += 1) {
        const row = from[at] ?? 0;
        const digit = ((words[row * 2 + word] ?? 0) >>> shift) & (buckets - 1);
        const place = starts[digit] ?? 0;
        to[place] = row;
        starts[digit] = place + 1;
      }
      [from, to] = [to, from];
    }
  }
  return from;
}

type Digit = { words: Uint32Array; word: number; shift: number };

/** Where the rows with each digit begin. */
function startOfDigits(rows: Uint32Array, { words, word, shift }: Digit): Uint32Array | undefined {
  const starts = new Uint32Array(buckets);
  for (let at = 0; at < rows.length; at += 1) {
    const digit = ((words[(rows[at] ?? 0) * 2 + word] ?? 0) >>> shift) & (buckets - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let start = 0;
  for (let digit = 0; digit < buckets; digit += 1) {
    const count = starts[digit] ?? 0;
    if (count === rows.length) return undefined;
    starts[digit] = start;
    start += count;
  }
  return starts;
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const low = isLittleEndian ? 0 : 1;
const high = 1 - low;

/** The bits of each key, two words of them, changed so that their order is that of the keys. */
function ordinals(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.slice().buffer);
  for (let at = 0; at < words.length; at += 2) {
    const top = words[at + high] ?? 0;
    // The sign is the highest bit; the larger a negative number is, the smaller are its other bits.
    // -0 has the sign alone, and is to be equal to 0.
    const isNegative = top >>> 31 === 1 && (keys[at / 2] ?? 0) !== 0;
    words[at + high] = isNegative ? ~top : top | sign;
    if (isNegative) words[at + low] = ~(words[at + low] ?? 0);
  }
  return words;
}

const sign = 0x80_00_00_00;
