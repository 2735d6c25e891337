/**
 * `node scripts/lock.js`, after each change of dependencies.
 * Completes package-lock.json with the optional packages of other platforms. npm leaves out those
 * that its registry did not serve, and then `npm ci` refuses the lock everywhere, and installs no
 * binary elsewhere. Fails where a package has no integrity, as anything could be installed for it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const read = () => JSON.parse(readFileSync(file, 'utf8'));
const write = (lock) => writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** What comes inside of another package is covered by the integrity of that. */
const unchecked = ({ packages }) =>
  Object.entries(packages).flatMap(([path, { integrity, inBundle }]) =>
    path === '' || integrity !== undefined || inBundle === true ? [] : [path],
  );

// npm asks its registry for what the lock lacks, not for what it lacks about a package.
const before = read();
for (const path of unchecked(before)) delete before.packages[path];
write(before);
const command = 'npm install --package-lock-only --ignore-scripts --no-audit --no-fund';
spawnSync(command, { shell: true, stdio: 'inherit', cwd: new URL('..', import.meta.url) });

const lock = read();
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const cores = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    if (path === '' || lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    const words = name.replace(/^.*\//, '').split(/[-.]/);
    const os = systems.filter((system) => words.includes(system));
    const cpu = cores.filter((core) => words.includes(core));
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);
write(lock);
process.stdout.write(`${added} packages added\n`);
const left = unchecked(lock);
if (left.length > 0) {
  process.stdout.write(
    `Without integrity, as the registry does not serve them: ${left.join(', ')}\n`,
  );
  process.exitCode = 1;
}
