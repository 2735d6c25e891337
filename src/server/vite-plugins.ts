/** What the build writes for the server beside the app: compressed files, and which page needs what. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

import type { Plugin } from 'vite';

type Chunk = { fileName: string; isEntry: boolean; imports: string[]; moduleIds: string[] };

/** A page's path in the router, and its module: `import('./HistoryPage.tsx')` in its `route.ts`. */
type Route = { path: string; page: string };

/**
 * Writes preloads.json: for the path of every page, the scripts of its own chunk and of what that
 * imports, without those that index.html loads anyway.
 */
export function writePreloads(): Plugin {
  return {
    name: 'jobwatch:preloads',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_, bundle) {
      const ids = [...this.getModuleIds()].filter((id) => /\/app\/pages\/.*\/route\.ts$/.test(id));
      const routes = ids.map((id) => {
        const { code, dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {};
        return routeIn({ id, code: code ?? '', pages: [...dynamicallyImportedIds] });
      });
      const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
      const source = JSON.stringify(preloadsOf(routes, chunks));
      this.emitFile({ type: 'asset', fileName: 'preloads.json', source });
    },
  };
}

type RouteModule = { id: string; code: string; pages: string[] };

/** Throws where a route has not one path and one page: it would be loaded late without a word. */
export function routeIn({ id, code, pages }: RouteModule): Route {
  const paths = [...code.matchAll(/\bpath:\s*["'`](\/[^"'`]*)["'`]/g)];
  const [path] = paths.map(([, written]) => written);
  const [page] = pages;
  if (path === undefined || page === undefined || paths.length > 1 || pages.length > 1) {
    throw new Error(`${id} has to have one path and to import() one page.`);
  }
  return { path, page };
}

export function preloadsOf(routes: Route[], chunks: Chunk[]): Record<string, string[]> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = new Set<string>();
  for (const { isEntry, fileName } of chunks) if (isEntry) addWithImports(fileName, first);
  return Object.fromEntries(
    routes.map(({ path, page }) => {
      const own = chunks.find(({ moduleIds }) => moduleIds.includes(page));
      if (own === undefined) throw new Error(`No chunk of the build holds ${page}.`);
      const all = addWithImports(own.fileName, new Set(first));
      return [path, [...all].filter((name) => !first.has(name))];
    }),
  );

  function addWithImports(name: string, into: Set<string>): Set<string> {
    if (into.has(name)) return into;
    into.add(name);
    for (const imported of byName.get(name)?.imports ?? []) addWithImports(imported, into);
    return into;
  }
}

/** The page of each Vault but the first, under its own path, as the built server sends it. */
export function servePagesOfVaults(): Plugin {
  return {
    name: 'jobwatch:pages-of-vaults',
    apply: 'serve',
    transformIndexHtml: {
      order: 'post',
      handler: (page, { originalUrl = '' }) => pageUnder(page, originalUrl),
    },
  };
}

/** Only `npm run dev` has it, which knows no BASE_PATH. */
export function pageUnder(page: string, url: string): string {
  const [, path] = /^(\/v\/[\w.:-]+)(?:[/?#]|$)/.exec(url) ?? [];
  if (path === undefined) return page;
  return page
    .replace('<base href="/"', `<base href="${path}/" data-server="/"`)
    .replaceAll('="./', '="/');
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The page itself is changed by the server, and the rest is packed already or not sent. */
const isCompressible = (name: string) => /\.(?:js|css|svg|txt|webmanifest)$/.test(name);

/** Writes `.br` and `.gz` beside each file of text, as small as they get, for the server to send. */
export function precompress(): Plugin {
  return {
    name: 'jobwatch:precompress',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir = '' }) {
      const names = await readdir(dir, { recursive: true });
      await Promise.all(
        names.filter(isCompressible).map(async (name) => {
          const body = await readFile(join(dir, name));
          await writeFile(join(dir, `${name}.br`), await brotli(body));
          await writeFile(join(dir, `${name}.gz`), await zip(body, { level: 9 }));
        }),
      );
    },
  };
}
