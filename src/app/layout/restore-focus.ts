/** Back leads to the link that was followed, so that who works by keyboard goes on from there. */
import type { RegisteredRouter } from '@tanstack/react-router';

/** Rows may come late; after that the reader has long begun elsewhere. */
const longestMs = 5_000;

export function restoreFocus(router: RegisteredRouter): void {
  const followed = new Map<string, string>();
  let isBack = false;
  router.history.subscribe(({ action }) => {
    isBack = action.type === 'BACK' || action.type === 'GO';
  });
  router.subscribe('onBeforeNavigate', ({ fromLocation }) => {
    const link = document.activeElement?.closest('main a[href]');
    const href = link?.getAttribute('href');
    if (fromLocation !== undefined && typeof href === 'string')
      followed.set(fromLocation.href, href);
  });
  router.subscribe('onRendered', ({ toLocation }) => {
    const href = followed.get(toLocation.href);
    if (isBack && href !== undefined) focusOnceThere(href);
    isBack = false;
  });
}

function focusOnceThere(href: string): void {
  const focus = () => {
    const { activeElement } = document;
    // Somebody has begun to work elsewhere.
    if (activeElement !== null && activeElement !== document.body) return true;
    const link = [...document.querySelectorAll<HTMLElement>('main a[href]')].find(
      (one) => one.getAttribute('href') === href && one.tabIndex >= 0,
    );
    link?.focus({ preventScroll: true });
    return link !== undefined;
  };
  if (focus()) return;
  const observer = new MutationObserver(() => {
    if (focus()) observer.disconnect();
  });
  observer.observe(document.body, { subtree: true, childList: true });
  setTimeout(() => observer.disconnect(), longestMs);
}
