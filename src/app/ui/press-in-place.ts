import { isComposing } from './key-press.ts';

/**
 * Lets a press of Enter or Space act only where it began. One that closes a dialog or a menu returns
 * the focus while the key is still down: the rest of the press (keypress, repeats, keyup) would
 * press whatever has the focus then. Returns a function that ends this.
 */
export function keepPressesInPlace(): () => void {
  let began: EventTarget | null = null;
  const check = (event: KeyboardEvent) => {
    const { type, key, code, repeat, target } = event;
    if (isComposing(event)) {
      // These would submit the form or close the dialog. A touch keyboard gives no code: there,
      // Enter ends the composition and submits.
      if (/Enter$|^Escape$/.test(code)) event.preventDefault();
    } else if (key === 'Enter' || key === ' ') {
      if (type === 'keydown' && !repeat) began = target;
      if (target === began) return;
      event.preventDefault();
      if (type !== 'keyup') event.stopImmediatePropagation();
    }
  };
  // While they are captured, before any other listener.
  const types = ['keydown', 'keypress', 'keyup'] as const;
  for (const type of types) document.addEventListener(type, check, true);
  return () => {
    for (const type of types) document.removeEventListener(type, check, true);
  };
}
