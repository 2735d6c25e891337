/** Which scripts a page of the app needs beyond those that index.html names. */
import * as z from 'zod';

/** As the build writes it: the files by the page's path in the router, such as `/jobs/$id`. */
const written = z.record(z.string(), z.array(z.string()));

/**
 * Takes the text of preloads.json. The browser can then fetch a page's scripts with the first ones,
 * not after having run those.
 */
export function createPagePreloads(text: string): (path: string) => string[] {
  const pages = Object.entries(written.parse(JSON.parse(text))).map(([path, files]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`),
    files,
  }));
  return function pagePreloads(path) {
    return pages.find(({ pattern }) => pattern.test(path))?.files ?? [];
  };
}
