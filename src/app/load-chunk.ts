/** Loads the code of a page, which may fail as any request may: the server is down, or was updated. */
import { ownError, VaultError } from '#contract/envelope.ts';
import { build } from '#contract/session.ts';

import { call } from './queries/call.ts';
import { buildOf } from './queries/session.ts';

export async function loadChunk<T>(load: Promise<T>): Promise<T> {
  try {
    return await load;
  } catch {
    // An updated server has no code of the build before: asked again, it never would.
    const { data } = await call(build, {});
    if (data.id !== buildOf(document)) {
      throw new VaultError([{ type: 'PAGE_OUTDATED', message: 'This page is of an older build.' }]);
    }
    throw ownError('PROXY_UNREACHABLE', 'The code of this page could not be loaded.');
  }
}
