import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

import { pages } from './navigation.ts';

const Palette = lazy(async () =>
  import('./Palette.tsx').then(({ Palette: component }) => ({ default: component })),
);
const KeysHelp = lazy(async () =>
  import('./KeysHelp.tsx').then(({ KeysHelp: component }) => ({ default: component })),
);

type Open = 'palette' | 'help' | undefined;

/** How long after `g` a letter still belongs to it. */
const chordMs = 1_500;

/** The shortcuts that work on every page; `?` lists them. */
export function Keys() {
  const [open, setOpen] = useState<Open>();
  const navigate = useNavigate();

  // On the document, so that they work wherever the focus is.
  useEffect(() => {
    let chordAt = -Infinity;
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTypingOrInDialog(event.target))
        return;
      const page =
        event.timeStamp - chordAt < chordMs
          ? pages.find(({ key }) => key === event.key)
          : undefined;
      chordAt = event.key === 'g' ? event.timeStamp : -Infinity;
      if (page !== undefined) void navigate({ to: page.to });
      else if (event.key === '?') setOpen('help');
      else if (event.key === 'j' || event.key === 'k') moveToRow(event.key === 'j' ? 1 : -1);
      else if (event.key === '/') {
        event.preventDefault(); // or it would be typed into what gets the focus
        const search = document.querySelector<HTMLInputElement>('main input[type=search]');
        if (search?.checkVisibility() !== true) setOpen('palette');
        else search.focus();
      }
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [navigate]);

  const close = () => setOpen(undefined);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'help' && <KeysHelp onClose={close} />}
    </Suspense>
  );
}

/** Somebody is typing, or a dialog is open: letters belong there. */
function isTypingOrInDialog(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('input, select, textarea, [contenteditable=true], [popover]') !== null
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
