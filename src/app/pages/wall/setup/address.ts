/** The links to a wall with its options, those with default values left out. */
import type { Session } from '#contract/session.ts';

import { withoutDefaults } from '../../../url/read-fields.ts';
import { writeSearch } from '../../../url/search.ts';
import { placeOf, type VaultPlace } from '../../../vault-address.ts';
import { namedVaults } from '../../../vaults/use-watched-vaults.ts';
import { defaults, type WallSearch } from '../search.ts';

/** In place of the token, which this page must not know. */
const tokenPlaceholder = '<DISPLAY_TOKEN>';

/** For a browser that is signed in. `base` is the app's own address, with its BASE_PATH. */
export function wallAddress(search: WallSearch, base: string): string {
  return new URL(`wall${options(search)}`, base).href;
}

/** For a screen that signs itself in, once the token is in its place. */
export function displayAddress(search: WallSearch, base: string): string {
  return new URL('display/', base).href + tokenPlaceholder + options(search);
}

/**
 * The Vaults that a wall shows of those of the server. A simulated one has no place of its own: its
 * displays are of the first.
 */
export function placesOnWall(session: Session, names: WallSearch['vaults']): VaultPlace[] {
  if (names.length > 0) {
    return namedVaults(session.vaults, names).places;
  }
  const here = placeOf(session) ?? session.vaults[0];
  return here === undefined ? [] : [here];
}

/** Without the set-up page's own fields, which `search` may have as well. */
function options(search: WallSearch): string {
  return writeSearch(withoutDefaults(search, defaults));
}
