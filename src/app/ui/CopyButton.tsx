import { type ReactNode, useState } from 'react';

import { Button } from './Button.tsx';

type Props = {
  text: string;
  /** What is copied, in words: buttons of the same face are told apart by it. */
  label: string;
  /** Stays while it says what came of it; without it, that takes the place of `Copy`. */
  children?: ReactNode;
};

/** Takes a text along. What came of it is said politely, until the text is another one. */
export function CopyButton({ text, label, children }: Props) {
  const [said, setSaid] = useState<{ of: string; words: string }>();
  const words = said?.of === text ? said.words : undefined;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid({ of: text, words: 'Copied' });
  };
  return (
    <Button
      variant="quiet"
      aria-label={label}
      onClick={() =>
        void copy().catch(() => setSaid({ of: text, words: 'Select and copy it by hand' }))
      }
    >
      {children}
      <span aria-live="polite">{words ?? (children === undefined ? 'Copy' : '')}</span>
    </Button>
  );
}
