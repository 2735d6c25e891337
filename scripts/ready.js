/**
 * Makes a checkout ready: `node scripts/ready.js` installs what is missing, with `build` it also
 * builds what changed, with `rebuild` it builds in any case. Says nothing where nothing is to do.
 * Plain JavaScript and without packages, as it runs before there are any.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const task = process.argv[2];
const stamp = 'dist/sources';
const outputs = ['dist/client/index.html', 'dist/server/start.js'];
const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'tailwind.config.js',
  'package.json',
  'package-lock.json',
];

checkNode();
if (!isInstalled()) install();
if (task === 'rebuild' || (task === 'build' && !isBuilt())) build();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isFit) return;
  giveUp(
    `Jobwatch needs Node 20.19 or 22.12 or newer, and this is ${process.versions.node}. ` +
      'Get one from https://nodejs.org.',
  );
}

/** npm notes what it installed: every package of the lock must be there, in its version. */
function isInstalled() {
  if (!existsSync('node_modules/.package-lock.json')) return false;
  const wanted = readJson('package-lock.json').packages;
  const found = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const there = found[path];
    // Optional ones are those of other machines' processors.
    if (there === undefined) return optional === true;
    // `scripts/lock.js` can't know the integrity of what it adds.
    const isSame = integrity === undefined || there.integrity === integrity;
    return there.version === version && isSame;
  });
}

function install() {
  console.log('Installing packages …');
  // The log level is named, as an `npm --silent` around this would hide why it failed.
  run('npm ci --include=dev --no-audit --no-fund --loglevel=error', 'Installing');
}

function isBuilt() {
  if (![stamp, ...outputs].every((path) => existsSync(path))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint();
}

function build() {
  const before = fingerprint();
  console.log('Building …');
  run('npm run --silent build', 'Building');
  // What changed meanwhile is perhaps not in it: the stamp is of what was there before.
  writeFileSync(stamp, before);
}

/** Of contents, not of times: a checkout gives every file the time of now. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(file).isFile())
    .toSorted();
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Through a shell, as npm is a script file on Windows. */
function run(command, what) {
  const { status } = spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  giveUp(`${what} failed: the reason stands above. The command was \`${command}\`.`);
}

function giveUp(reason) {
  console.error(reason);
  process.exit(1);
}
