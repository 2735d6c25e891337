/**
 * Comments cite documents as `docs/vault-api.md §6`, and documents name source files: neither may
 * point to something that is missing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** A comment may break the line before the section. */
const citation = /(docs\/[\w-]+\.md)((?:,?\s+(?:(?:\*|\/\/)\s)?§\w+(?:\.\w+)*)*)/g;

describe('what the sources cite', () => {
  const cited = sources().flatMap(citations);

  test('is found by this test', () => {
    expect(cited.length).toBeGreaterThan(100);
    expect(new Set(cited.map(({ section }) => section))).toContain('12.6');
  });

  test('is a document and a section that exist', () => {
    const missing = cited.filter(
      ({ document, section }) =>
        !existsSync(join(root, document)) ||
        (section !== undefined && !sectionsOf(document).has(section)),
    );
    expect(missing).toEqual([]);
  });
});

describe('a source file that a document names', () => {
  test('exists', () => {
    const missing = documents().flatMap((document) =>
      [...read(document).matchAll(/`(src\/[\w./-]+)`/g)].flatMap(([, file = '']) =>
        existsSync(join(root, file)) ? [] : [{ document, file }],
      ),
    );
    expect(missing).toEqual([]);
  });

  test('is each file of the archive, in its guide', () => {
    const rows = read('docs/archive.md').match(/^\| `.*$/gm) ?? [];
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([\w/-]+\.tsx?)`/g)].map(([, file]) => file),
    );
    const files = namesIn('src/app/archive').filter(
      (name) => /\.tsx?$/.test(name) && !name.includes('.test.'),
    );
    expect(new Set(named)).toEqual(new Set(files));
  });
});

function sources(): string[] {
  const folders = ['src', 'e2e', 'bench', 'scripts'].flatMap((folder) =>
    namesIn(folder).map((name) => join(folder, name)),
  );
  return [...folders, 'AGENTS.md', 'README.md', 'SECURITY.md'].filter((name) =>
    ['.ts', '.tsx', '.js', '.mjs', '.md'].includes(extname(name)),
  );
}

function documents(): string[] {
  const docs = namesIn('docs').map((name) => join('docs', name));
  return [...docs, 'AGENTS.md', 'README.md', 'SECURITY.md'].filter(
    (name) => extname(name) === '.md',
  );
}

function namesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

type Citation = { file: string; document: string; section: string | undefined };

function citations(file: string): Citation[] {
  return [...read(file).matchAll(citation)].flatMap(([, document = '', rest = '']) => {
    const sections = [...rest.matchAll(/§(\w+(?:\.\w+)*)/g)].map(([, section]) => section);
    return sections.length === 0
      ? [{ file, document, section: undefined }]
      : sections.map((section) => ({ file, document, section }));
  });
}

function sectionsOf(document: string): Set<string | undefined> {
  return new Set([...read(document).matchAll(/^#+ §(\S+)/gm)].map(([, section]) => section));
}
