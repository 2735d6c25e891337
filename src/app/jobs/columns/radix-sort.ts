/**
 * Puts rows in order by a number each. A radix sort, as 100,000 rows take it some 5 ms, and a sort by
 * comparison 30 ms and more; and it is stable: rows with equal keys stay in the order they had.
 */

const digitBits = 11;
const buckets = 1 << digitBits;
const digitsOfWord = 3;
const digits = 2 * digitsOfWord;

/** `rows` in ascending order of their keys, as a new array. Keys may be infinite, but not NaN. */
export function radixSorted(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const words = ordinals(keys);
  const counts = countsOfDigits(rows, words);
  let [from, to] = [rows.slice(), new Uint32Array(rows.length)];
  for (let digit = 0; digit < digits; digit += 1) {
    const starts = counts.subarray(digit * buckets, (digit + 1) * buckets);
    // All have the same digit.
    if (!becomeStarts(starts, rows.length)) continue;
    const word = digit < digitsOfWord ? low : high;
    const shift = (digit % digitsOfWord) * digitBits;
    // By index, as iterators take ten times as long until the browser has compiled this.
    for (let at = 0; at < from.length; at += 1) {
      const row = from[at] ?? 0;
      const value = ((words[row * 2 + word] ?? 0) >>> shift) & (buckets - 1);
      const place = starts[value] ?? 0;
      to[place] = row;
      starts[value] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** How many rows have each value of each digit, whatever their order. */
function countsOfDigits(rows: Uint32Array, words: Uint32Array): Uint32Array {
  const counts = new Uint32Array(digits * buckets);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    let word = words[row * 2 + low] ?? 0;
    for (let digit = 0; digit < digits; digit += 1) {
      if (digit === digitsOfWord) word = words[row * 2 + high] ?? 0;
      const place = digit * buckets + (word & (buckets - 1));
      counts[place] = (counts[place] ?? 0) + 1;
      word >>>= digitBits;
    }
  }
  return counts;
}

/** Counts of values become the places at which each begins. False where all rows have the same. */
function becomeStarts(counts: Uint32Array, rows: number): boolean {
  let start = 0;
  for (let value = 0; value < buckets; value += 1) {
    const count = counts[value] ?? 0;
    if (count === rows) return false;
    counts[value] = start;
    start += count;
  }
  return true;
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
