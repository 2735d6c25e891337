/** With a page come the names of its scripts, as the build knows them: none late, none too many. */
import { readFileSync } from 'node:fs';

import * as v from 'valibot';

import { expect, test } from './fixtures.ts';

const client = new URL('../dist/client/', import.meta.url);
const chunk = v.object({ file: v.string(), imports: v.optional(v.array(v.string()), []) });
const manifest = v.parse(
  v.record(v.string(), chunk),
  JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8')),
);

/** What a chunk loads at once, as Vite's manifest says. */
function filesOf(key: string, seen = new Set<string>()): string[] {
  if (seen.has(key)) return [];
  seen.add(key);
  const found = manifest[key];
  if (found === undefined) throw new Error(`${key} is not in the build`);
  return [found.file, ...found.imports.flatMap((other) => filesOf(other, seen))];
}

/** A page is the chunk of its file; the wall's is in that which it shares with its set-up page. */
const pages = {
  '/': 'overview/OverviewPage',
  '/history?status=failed': 'history/HistoryPage',
  '/insights': 'insights/InsightsPage',
  '/jobs/1201': 'job/JobPage',
  '/titles?title=Purge': 'titles/TitlePage',
  '/settings': 'settings/SettingsPage',
  '/sign-in': 'sign-in/SignInPage',
  '/wall': 'wall/WallPage',
  '/wall/setup': 'wall/setup/WallSetupPage',
};

function keyOf(page: string): string {
  const own = `src/app/pages/${page}.tsx`;
  const shared = Object.keys(manifest).find((key) => /^_wall-.*\.js$/.test(key));
  return page === pages['/wall'] && shared !== undefined ? shared : own;
}

for (const [path, page] of Object.entries(pages)) {
  test(`${path} preloads the scripts of ${page}, and no others`, async ({ testbed, request }) => {
    const answer = await request.get(testbed.url + path, { headers: { Accept: 'text/html' } });
    const links = answer.headers()['link'] ?? '';
    const preloaded = [...links.matchAll(/<\/([^>]+)>; rel=modulepreload/g)].map(
      ([, file]) => file,
    );
    const first = filesOf('index.html');
    const wanted = filesOf(keyOf(page)).filter((file) => !first.includes(file));
    expect(wanted).not.toEqual([]);
    expect(new Set(preloaded)).toEqual(new Set(wanted));
    expect(preloaded).toHaveLength(new Set(wanted).size);
  });
}

test('every page of the build is preloaded by its path', () => {
  const built = Object.keys(manifest).filter((key) =>
    /\/pages\/.*Page\.tsx$|^_wall-.*\.js$/.test(key),
  );
  expect(new Set(built)).toEqual(new Set(Object.values(pages).map(keyOf)));
});
