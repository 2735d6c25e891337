/** Loads the code of a page, which may fail as any request may: the server is down, or was updated. */
import { VaultError } from '#contract/envelope.ts';
import { build } from '#contract/session.ts';

import { call } from './queries/call.ts';
import { buildOf } from './queries/session.ts';

export async function loadChunk<T>(load: Promise<T>): Promise<T> {
  try {
    return await load;
  } catch {
    // Throws where the server can't be reached.
    const { data } = await call(build, {});
    // An updated server has no code of the build before: asked again, it never would.
    throw new VaultError([
      data.id === buildOf(document)
        ? { type: 'PAGE_NOT_LOADED', message: 'The code of this page could not be loaded.' }
        : { type: 'PAGE_OUTDATED', message: 'This page is of an older build.' },
    ]);
  }
}

/** Chromium 150 and older ask no second time for code that they once failed to load. */
export function needsReload(error: unknown): boolean {
  return error instanceof VaultError && error.type.startsWith('PAGE_');
}
