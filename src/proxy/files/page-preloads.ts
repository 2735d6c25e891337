/** Which scripts a page of the app needs beyond those that index.html names, by Vite's manifest. */
import * as z from 'zod';

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

/** The folder of the page that a path opens: its first part, but for two that are called otherwise. */
function pageOf(path: string): string {
  const first = path.split('/')[1] ?? '';
  if (first === '') return 'overview';
  return first === 'jobs' ? 'job' : first;
}

/**
 * For a path, the files of its page's own chunk and of what that imports. The browser can then
 * fetch them with the first scripts, not after having run those.
 */
export function pageScripts(written: string): (path: string) => string[] {
  const chunks = manifest.parse(JSON.parse(written));
  const withImports = (key: string, seen: Set<string>): Set<string> => {
    if (!seen.has(key)) {
      seen.add(key);
      for (const other of chunks[key]?.imports ?? []) withImports(other, seen);
    }
    return seen;
  };
  const first = withImports('index.html', new Set());
  return (path) => {
    const folder = `src/app/pages/${pageOf(path)}/`;
    const page = Object.keys(chunks).find((key) => key.startsWith(folder));
    if (page === undefined) return [];
    return [...withImports(page, new Set(first))]
      .filter((key) => !first.has(key))
      .flatMap((key) => chunks[key]?.file ?? []);
  };
}
