/**
 * The built app, held in memory: a fixed set of files, so that no path can lead to another.
 * Pages that the app itself draws are all index.html.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';

import { address } from '#contract/endpoint.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { readSession } from '#contract/session.ts';

import type { Config } from '../config.ts';
import type { Env } from '../context.ts';
import { outside, vaultPathOfRequest } from '../http/base-path.ts';
import { acceptedCodings } from '../http/content-coding.ts';
import { vaultPath } from '../http/vault-path.ts';
import { createCookieName } from '../session/cookie.ts';

type Options = {
  folder: string;
  basePath: string;
  publicUrl?: URL | undefined;
  /** Each of them but the first has the app under a path of its own. */
  vaults?: Config['vaults'];
  /** Visitors without a cookie may read too. */
  demo?: boolean;
};

export type StaticFiles = {
  /** Changes with every build: index.html names all other files by their contents. */
  build: string;
  serve: MiddlewareHandler<Env>;
  /** index.html as it is served, by the path of its Vault. */
  pages: ReadonlyMap<string, string>;
  /** The scripts of a page beyond those that index.html names, below the base path. */
  scripts: (path: string) => string[];
};

/** Throws if there is no index.html in the folder. */
export function createStaticFiles({
  folder,
  basePath,
  publicUrl,
  vaults = [],
  demo = false,
}: Options): StaticFiles {
  const paths = { basePath, publicUrl, vaults, simulated: demo };
  const cookieName = createCookieName(paths);
  const found = read(folder);
  const page = found.get('/index.html');
  if (page === undefined) throw new Error(`There is no built app in ${folder}: npm run build.`);
  const build = createHash('sha256').update(page).digest('base64url').slice(0, 12);
  const text = new TextDecoder().decode(page);
  const pageOf = (vault: string) => pageFile(text, { basePath, vault, build });
  /** By the path of their Vault; empty for the first, or for whichever a simulator has. */
  const pages = new Map(
    ['', ...vaults.map((vault) => vaultPath(paths, vault))].map((vault) => [vault, pageOf(vault)]),
  );
  const written = found.get(preloadsPath);
  const scripts =
    written === undefined ? () => [] : createPagePreloads(new TextDecoder().decode(written));
  const served = new Map(
    [...found.keys()].filter(isServed).map((path) => [path, fileOf(path, found)]),
  );

  return {
    build,
    pages: new Map([...pages].map(([vault, { body }]) => [vault, new TextDecoder().decode(body)])),
    scripts,
    serve(context, next) {
      const { method, path } = context.req;
      if (method !== 'GET' && method !== 'HEAD') return next();
      const isFile = path !== '/' && served.has(path);
      const vault = vaultPathOfRequest(paths, context.req.url);
      const file = isFile && path !== '/index.html' ? served.get(path) : pages.get(vault);
      if (file === undefined || !(isFile || isPage(path, context.req.header('accept')))) {
        return next();
      }
      const coding = acceptedCodings(context.req.header('accept-encoding')).find(
        (accepted) => file[accepted] !== undefined,
      );
      const body = (coding && file[coding]) ?? file.body;
      const headers = {
        ...file.headers,
        // HEAD has it from here, as it has no body.
        'Content-Length': String(body.length),
        ...(coding && { 'Content-Encoding': coding }),
        ...(file.isPage && {
          Link: preloads(path, {
            basePath,
            vault,
            scripts: scripts(path),
            // A stranger's would only be refused, with an error in the console.
            reads: demo || getCookie(context, cookieName(context)) !== undefined,
          }),
        }),
      };
      return Promise.resolve(new Response(body, { headers }));
    },
  };
}

type PageOptions = { basePath: string; vault: string; build: string };

/** index.html of a Vault. Its own requests begin with the path of that Vault, by `<base>`. */
function pageFile(text: string, { basePath, vault, build }: PageOptions): File {
  // All Vaults have the same scripts, and a browser fetches them once.
  const shared = vault === '' ? text : text.replaceAll('="./assets/', `="${basePath}/assets/`);
  const server = vault === '' ? '' : ` data-server="${basePath}/"`;
  // The page learns its own build, so that it can tell when the server has another.
  const based = withBase(
    shared,
    `<base href="${basePath}${vault}/"${server} /><meta name="build" content="${build}" />`,
  );
  const body = new TextEncoder().encode(based);
  // The build could not compress the page, as it is changed here.
  const files: Found = new Map([
    ['/index.html', body],
    ['/index.html.br', new Uint8Array(brotliCompressSync(body))],
    ['/index.html.gz', new Uint8Array(gzipSync(body))],
  ]);
  return fileOf('/index.html', files);
}

/** Whatever page is open, its relative addresses start where <base> says. */
function withBase(page: string, base: string): string {
  const existing = /<base\b[^>]*>/i;
  return existing.test(page)
    ? page.replace(existing, base)
    : page.replace(/<head[^>]*>/i, (head) => head + base);
}

type Bytes = Uint8Array<ArrayBuffer>;
type Found = Map<string, Bytes>;
type File = {
  headers: Record<string, string>;
  isPage: boolean;
  body: Bytes;
  br: Bytes | undefined;
  gzip: Bytes | undefined;
};

const preloadsPath = '/preloads.json';

/** The rest is for the server itself, or another form of a file that is served. */
function isServed(path: string): boolean {
  return path !== preloadsPath && !path.startsWith('/.vite/') && !/\.(?:br|gz)$/.test(path);
}

function fileOf(path: string, found: Found): File {
  const isPage = path === '/index.html';
  return {
    headers: {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': cacheControlOf(path),
      Vary: isPage ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
    },
    isPage,
    body: found.get(path) ?? new Uint8Array(),
    br: found.get(`${path}.br`),
    gzip: found.get(`${path}.gz`),
  };
}

/** Vite names assets by their contents: under one name they never change. */
function cacheControlOf(path: string): string {
  if (path === '/index.html') return 'no-cache';
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'max-age=3600';
}

function isPage(path: string, accepted = ''): boolean {
  if (path === '/') return true;
  return path !== outside && !path.startsWith('/assets/') && accepted.includes('text/html');
}

/** What a page asks for first, whatever the rest of its address. */
const [active = '', finished = ''] = [monitors, histories].map(
  (list) => `/vault${address(list, { limit: longestPage })}`,
);
const listsOf: Record<string, string[]> = { '/': [active, finished], '/history': [finished] };

type Preloads = { basePath: string; vault: string; scripts: string[]; reads: boolean };

/** Data and the page's own scripts are asked for while the first scripts load, not after. */
function preloads(path: string, { basePath, vault, scripts, reads }: Preloads): string {
  const wanted = reads ? (listsOf[path] ?? []) : [];
  return [
    ...[readSession.path, ...wanted].map(
      (url) => `<${basePath}${vault}/api${url}>; rel=preload; as=fetch; crossorigin`,
    ),
    ...scripts.map((file) => `<${basePath}/${file}>; rel=modulepreload`),
  ].join(', ');
}

function read(folder: string): Found {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        `/${name.split(sep).join('/')}`,
        new Uint8Array(readFileSync(join(folder, name))),
      ]),
  );
}

const types: Record<string, string> = {
  '.html': 'text/html;charset=UTF-8',
  '.js': 'text/javascript;charset=UTF-8',
  '.css': 'text/css;charset=UTF-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain;charset=UTF-8',
};

/** As the build writes it: the files by the page's path in the router, such as `/jobs/$id`. */
const writtenPreloads = v.record(v.string(), v.array(v.string()));

/**
 * Which scripts a page needs beyond those that index.html names, from the text of preloads.json.
 * The browser can then fetch a page's scripts with the first ones,
 * not after having run those.
 */
export function createPagePreloads(text: string): (path: string) => string[] {
  const pages = Object.entries(v.parse(writtenPreloads, JSON.parse(text))).map(([path, files]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`),
    files,
  }));
  return function pagePreloads(path) {
    return pages.find(({ pattern }) => pattern.test(path))?.files ?? [];
  };
}
