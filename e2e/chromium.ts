/** How Chromium is started, for the end-to-end tests and for those of components. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { findChromium } from '../scripts/chromium.js';
import { findFont, fonts } from '../scripts/fonts.js';

const executablePath = findChromium();
const isRoot = process.getuid?.() === 0;

export const foundFonts = fonts.map(({ name }) => name).filter((name) => findFont(name).length > 0);

/** With the first font that is found, or the machine's own. */
export const launchOptions = launchOptionsWith(foundFonts[0]);

export function launchOptionsWith(font: string | undefined) {
  return {
    ...(executablePath !== undefined && { executablePath }),
    ...(font !== undefined && { env: { ...process.env, FONTCONFIG_FILE: fontconfig(font) } }),
    args: [
      // Chromium refuses to run as root inside its sandbox, as build machines often do.
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** Writes a configuration in which there is no other font, and gives its path. */
function fontconfig(font: string): string {
  const folder = join(
    dirname(fileURLToPath(import.meta.url)),
    '../node_modules/.cache/jobwatch/fonts',
  );
  const path = join(folder, `${font}.conf`);
  const files = findFont(font);
  const folders = [...new Set(files.map((file) => dirname(file)))];
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  ${folders.map((name) => `<dir>${name}</dir>`).join('\n  ')}
  <cachedir>${folder}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    ${files.map((file) => `<acceptfont><glob>${file}</glob></acceptfont>`).join('\n    ')}
  </selectfont>
  <!-- As Debian sets it: without it Chromium rounds the width of each letter to whole pixels. -->
  <match target="pattern">
    <edit name="hintstyle" mode="append"><const>hintslight</const></edit>
  </match>
</fontconfig>
`;
  // Renamed into place, as several processes write it and browsers read it meanwhile.
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}
