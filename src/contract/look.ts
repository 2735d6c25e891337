/** How a viewer's pages look. Apart from `drawing.ts`, as the app needs it only after its first rows. */

/** The viewer's choices that a drawing depends on, which the app keeps in a cookie for it. */
export type Look = {
  zone: string;
  theme: 'system' | 'light' | 'dark';
  paused: boolean;
  /** Of History: whether rows are low and filters open, and how wide columns are, in pixels. */
  compact: boolean;
  filtersOpen: boolean;
  columnWidths: Record<string, number>;
  /** Whether History opens with a view of the viewer's own, which only the browser knows. */
  opensView: boolean;
  /**
   * Whose histories this browser stores, as `host/user`: History then shows more rows than a server
   * has. Undefined where the browser does not say.
   */
  stored?: string[];
  /** Ids of the jobs whose titles this browser's viewer has seen to need attention, by Vault. */
  seen: Record<string, string[]>;
};

/** Of a browser in which nobody has chosen anything, and which stores no history. */
export const plainLook: Look = {
  zone: 'Europe/Berlin',
  theme: 'system',
  paused: false,
  compact: false,
  filtersOpen: false,
  columnWidths: {},
  opensView: false,
  stored: [],
  seen: {},
};

/** Characters of the cookie's value: browsers drop longer ones than some 4,000, and keep the last. */
export const longestLook = 3_000;

/** Browsers keep cookies by host alone, whatever the port, and servers may share one under paths. */
export function lookCookie(port: string, basePath: string): string {
  const path = basePath.replace(/\/$/, '').replaceAll('/', '!');
  return `jobwatch-look${port === '' ? '' : `-${port}`}${path}`;
}
