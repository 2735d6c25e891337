/**
 * Budgets of what a browser fetches, gzip. Names of chunks change with every build, so they come
 * from Vite's manifest: a page weighs its own chunk and all that this imports, JS and CSS.
 */
import { readdirSync, readFileSync } from 'node:fs';

const root = 'dist/client';
const manifest = JSON.parse(readFileSync(`${root}/.vite/manifest.json`, 'utf8'));
const page = readFileSync(`${root}/index.html`, 'utf8');

const overview = 'src/app/pages/overview/OverviewPage.tsx';
if (manifest[overview] === undefined) throw new Error(`${overview} is not a chunk of the build.`);

const firstLoad = new Set([...namedIn(page), ...filesOf('index.html'), ...filesOf(overview)]);

const history = /^src\/app\/pages\/history\//;

/** What comes on top of the first load, and of the page it is `on`, when it is opened first. */
const onTop = [
  { name: 'History', limit: '56.8 kB', part: history },
  { name: 'Charts', limit: '130 kB', part: /^src\/app\/chart\// },
  { name: 'Date picker', limit: '55 kB', part: /^src\/app\/ui\/Date/, on: history },
].map(({ name, limit, part, on }) => {
  const loaded = new Set([...firstLoad, ...(on === undefined ? [] : filesOfAll(on))]);
  const path = [...new Set(filesOfAll(part))].filter((file) => !loaded.has(file));
  return { name: `${name}, on top`, limit, path };
});

/** Fetched by the worker that writes files, by all formats together; the manifest doesn't list it. */
const worker = readdirSync(`${root}/assets`).filter((name) => /^export\.worker-.*\.js$/.test(name));

const budgets = [
  { name: 'First load of the overview', limit: '160.3 kB', path: [...firstLoad] },
  ...onTop,
  { name: 'Export worker', limit: '25 kB', path: worker.map((name) => `${root}/assets/${name}`) },
];

// A budget whose files were renamed would otherwise hold for ever.
for (const { name, path } of budgets) {
  if (path.length === 0) throw new Error(`The budget "${name}" matches no file of the build.`);
}

// oxlint-disable-next-line import/no-default-export -- size-limit reads it so
export default budgets.map((budget) => ({ ...budget, gzip: true }));

function filesOfAll(part) {
  return Object.keys(manifest)
    .filter((key) => part.test(key))
    .flatMap((key) => filesOf(key));
}

/** A chunk with all that it imports at once, not what it imports later. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return [];
  seen.add(key);
  const { file, css = [], imports = [] } = manifest[key];
  return [
    ...[file, ...css].filter((name) => /\.(?:js|css)$/.test(name)).map((name) => `${root}/${name}`),
    ...imports.flatMap((name) => filesOf(name, seen)),
  ];
}

/** Scripts and styles that the page itself names, under whichever base it was built for. */
function namedIn(html) {
  return [...html.matchAll(/(?:src|href)="(?:\.?\/)?([^":]+\.(?:js|css))"/g)].map(
    ([, name]) => `${root}/${name}`,
  );
}
