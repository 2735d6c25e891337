/** Spacing of text that a reader's own style sheet sets over ours (WCAG 1.4.12). */
import { useState } from 'react';

/** In em of the text. */
export type TextSpacing = {
  /** Added after each letter, and after each word. */
  letter: number;
  word: number;
  /** Lines are at least as high. */
  line: number;
};

const usualSpacing: TextSpacing = { letter: 0, word: 0, line: 0 };

/**
 * The spacing within a sample, which becomes larger or smaller with it: text of several words,
 * absolute, and with a line height of 1, as a style attribute yields only to what has to be obeyed.
 */
export function useTextSpacing() {
  const [spacing, setSpacing] = useState(usualSpacing);
  const watch = (sample: HTMLElement | null) => {
    if (sample === null) return undefined;
    const observer = new ResizeObserver(() => {
      const read = spacingOf(getComputedStyle(sample));
      setSpacing((before) => (isSame(before, read) ? before : read));
    });
    observer.observe(sample);
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, spacing };
}

function spacingOf({ fontSize, letterSpacing, wordSpacing, lineHeight }: CSSStyleDeclaration) {
  const em = (length: string) => {
    const px = Number.parseFloat(length);
    return Number.isNaN(px) ? 0 : px / Number.parseFloat(fontSize); // NaN of `normal`
  };
  return { letter: em(letterSpacing), word: em(wordSpacing), line: em(lineHeight) };
}

function isSame(a: TextSpacing, b: TextSpacing): boolean {
  return a.letter === b.letter && a.word === b.word && a.line === b.line;
}
