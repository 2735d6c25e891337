/**
 * The fonts that layout is tested with: widths differ between them as they do between systems, so
 * what passes with all three doesn't depend on the font that a machine prefers.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** The widest first: all specs run with the first that is found. */
export const fonts = [
  { name: 'DejaVu Sans', files: /^DejaVuSans(-\w+)?\.[ot]tf$/, debianPackage: 'fonts-dejavu-core' },
  { name: 'Noto Sans', files: /^NotoSans-\w+\.[ot]tf$/, debianPackage: 'fonts-noto-core' },
  {
    name: 'Liberation Sans',
    files: /^LiberationSans-\w+\.[ot]tf$/,
    debianPackage: 'fonts-liberation',
  },
];

const folders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.local/share/fonts'),
  join(homedir(), '.fonts'),
];

/** The paths of a font's files; none where the machine lacks it, or its Chromium can't be given one. */
export function findFont(name) {
  const font = fonts.find((one) => one.name === name);
  // Elsewhere Chromium doesn't read fontconfig.
  if (font === undefined || process.platform !== 'linux') return [];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true })
        .filter((path) => font.files.test(basename(path)))
        .map((path) => join(folder, path)),
    );
}
