import { useState } from 'react';

type Type = (typed: string, told?: string) => void;

/**
 * Text of a field that the URL follows. The URL comes late, a letter at a time: a field that showed
 * it would take letters back and move the caret. So only what did not come from here is taken over.
 */
export function useDraft(given: string): [typed: string, type: Type] {
  const [{ known, typed, told }, setState] = useState<State>({
    known: given,
    typed: given,
    told: [],
  });
  if (known !== given) {
    const at = told.indexOf(given);
    setState(
      at === -1
        ? { known: given, typed: given, told: [] }
        : { known: given, typed, told: told.slice(at + 1) },
    );
  }
  const type: Type = (typed, next = typed) =>
    setState(({ known, told }) => ({
      known,
      typed,
      told: (told.at(-1) ?? known) === next ? told : [...told, next],
    }));
  return [typed, type];
}

/** `told`: what the URL was told and has not said yet. */
type State = { known: string; typed: string; told: readonly string[] };
