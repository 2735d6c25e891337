import { useEffect, useState } from 'react';

import type { Archive } from '../../archive/archive.ts';
import { type Choice, nextChoice, type RowSource, type Situation } from './source.ts';

/** The latest choice, for a reader who comes back to the page: the same rows as before. */
const latest = new WeakMap<Archive, Choice>();

/** What a browser's storage usually takes is a fraction of that. */
const lateMs = 2_000;

/** Where the rows come from, and how to choose otherwise for the present search. */
export function useRowSource(
  archive: Archive | undefined,
  situation: Omit<Situation, 'isLate'>,
): { source: RowSource | undefined; choose: (source: RowSource) => void } {
  const [isLate, setLate] = useState(false);
  const [choice, setChoice] = useState(() => archive && latest.get(archive));
  const next = nextChoice(choice, { ...situation, isLate });
  // While rendering, so that no rows of another source are painted first.
  if (next !== choice) setChoice(next);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => clearTimeout(timer);
  }, []);
  // Outlives the page, which is why it is not in its state alone.
  useEffect(() => {
    if (archive !== undefined && next !== undefined) latest.set(archive, next);
  }, [archive, next]);

  const { search } = situation;
  return { source: next?.source, choose: (source) => setChoice({ search, source }) };
}
