import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

import { pressedKey } from '../ui/key-press.ts';
import { loadHelp, loadPalette } from './lazy.ts';
import { pages } from './navigation.ts';
import { modal, useOverlay } from './use-overlay.tsx';

/** How long after `g` a letter still belongs to it. */
const chordMs = 1_500;

/** The shortcuts that work on every page; `?` lists them. */
export function Keys() {
  const { overlay, show } = useOverlay();
  const navigate = useNavigate();

  // On the document, so that they work wherever the focus is.
  useEffect(() => {
    let chordAt = -Infinity;
    const pressed = (event: KeyboardEvent) => {
      const key = pressedKey(event);
      // AltGr types a character, and is Ctrl with Alt on Windows.
      if (key === undefined || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'k') return;
        event.preventDefault();
        if (!isOpen(modal)) show(loadPalette);
        return;
      }
      if (isOpen(`${modal}, :popover-open`) || isTyping(event.target)) return;
      const page =
        event.timeStamp - chordAt < chordMs ? pages.find((one) => one.key === key) : undefined;
      chordAt = key === 'g' ? event.timeStamp : -Infinity;
      if (page !== undefined) void navigate({ to: page.to });
      else if (key === '?') show(loadHelp);
      else if (key === 'j' || key === 'k') moveToRow(key === 'j' ? 1 : -1);
      else if (key === '/') {
        event.preventDefault(); // or it would be typed into what gets the focus
        const search = document.querySelector<HTMLInputElement>('main input[type=search]');
        if (search?.checkVisibility() !== true) show(loadPalette);
        else search.focus();
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [navigate, show]);

  return overlay;
}

function isOpen(overlay: string): boolean {
  return document.querySelector(overlay) !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, select, textarea') !== null)
  );
}

/** Focuses the job of the next or the previous row, wherever the focus is. */
function moveToRow(by: 1 | -1): void {
  const links = [...document.querySelectorAll('main tbody tr')].flatMap(
    (one) => one.querySelector<HTMLAnchorElement>('a[href]:not([tabindex])') ?? [],
  );
  const row = document.activeElement?.closest('tr') ?? null;
  const at = links.findIndex((link) => link.closest('tr') === row);
  links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}
