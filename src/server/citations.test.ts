/** Comments cite documents as `docs/vault-api.md §6`: neither file nor section may be missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const citation = /(docs\/[\w-]+\.md)((?:,?\s§\w+(?:\.\w+)*)*)/g;

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

function sources(): string[] {
  const folders = ['src', 'e2e', 'bench', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  );
  return [...folders, 'AGENTS.md', 'README.md'].filter((name) =>
    ['.ts', '.tsx', '.js', '.mjs', '.md'].includes(extname(name)),
  );
}

type Citation = { file: string; document: string; section: string | undefined };

function citations(file: string): Citation[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(citation)].flatMap(([, document = '', rest = '']) => {
    const sections = [...rest.matchAll(/§(\w+(?:\.\w+)*)/g)].map(([, section]) => section);
    return sections.length === 0
      ? [{ file, document, section: undefined }]
      : sections.map((section) => ({ file, document, section }));
  });
}

function sectionsOf(document: string): Set<string | undefined> {
  const text = readFileSync(join(root, document), 'utf8');
  return new Set([...text.matchAll(/^#+ §(\S+)/gm)].map(([, section]) => section));
}
