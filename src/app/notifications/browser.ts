/** What the browser lets us show, and why not. */

export type Permission =
  | 'granted'
  /** Not asked yet. */
  | 'default'
  | 'denied'
  /** Over plain http, where browsers allow none. */
  | 'insecure'
  /** It throws where one is made: Android has them for service workers alone. */
  | 'refused'
  | 'unsupported';

/** The browser has asked for permission, and shows none all the same. */
let hasRefused = false;

/** One tab watches for all of them, so it needs locks as well, which are as old. */
export function notificationPermission(): Permission {
  if (!globalThis.isSecureContext) return 'insecure';
  if (hasRefused) return 'refused';
  const isSupported =
    'Notification' in globalThis && 'locks' in navigator && 'BroadcastChannel' in globalThis;
  return isSupported ? Notification.permission : 'unsupported';
}

/** To be called in the handler of a press: browsers ask nobody otherwise. */
export async function askPermission(): Promise<Permission> {
  if (notificationPermission() === 'default') await Notification.requestPermission();
  return notificationPermission();
}

export type Shown = {
  title: string;
  body: string;
  /** Another one of the same tag replaces it, in whichever tab it was made. */
  tag: string;
  onClick: () => void;
};

/** False where the browser refuses: from then on it is taken for one without them. */
export function showNotification({ title, body, tag, onClick }: Shown): boolean {
  try {
    const shown = new Notification(title, { body, tag });
    hasRefused = false;
    shown.addEventListener('click', () => {
      globalThis.focus();
      shown.close();
      onClick();
    });
    return true;
  } catch {
    hasRefused = true;
    return false;
  }
}
