/** Loads the code of a page, which may fail as any request may: the server is down, or was updated. */
import { ownError } from '#contract/envelope.ts';

export async function loaded<T>(load: Promise<T>): Promise<T> {
  try {
    return await load;
  } catch {
    throw ownError('PROXY_UNREACHABLE', 'The code of this page could not be loaded.');
  }
}
