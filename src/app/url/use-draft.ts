import { useState } from 'react';

/** `written` is what the URL will hold where that is another text than the one typed. */
type SetDraft = (typed: string, written?: string) => void;

/**
 * The text of a field that writes the URL as one types. The URL follows late, letter by letter: a
 * field that showed it would lose letters and move the caret. So it takes over only values of the
 * URL that it did not write itself.
 */
export function useDraft(fromUrl: string): [draft: string, setDraft: SetDraft] {
  const [{ last, typed, pending }, setState] = useState<State>({
    last: fromUrl,
    typed: fromUrl,
    pending: [],
  });
  if (last !== fromUrl) {
    const index = pending.indexOf(fromUrl);
    setState(
      index === -1
        ? { last: fromUrl, typed: fromUrl, pending: [] }
        : { last: fromUrl, typed, pending: pending.slice(index + 1) },
    );
  }
  const setDraft: SetDraft = (typed, written = typed) =>
    setState(({ last, pending }) => ({
      last,
      typed,
      pending: (pending.at(-1) ?? last) === written ? pending : [...pending, written],
    }));
  return [typed, setDraft];
}

/** `pending`: values written to the URL that it does not show yet. */
type State = { last: string; typed: string; pending: readonly string[] };
