/** Where a wall is found, with its options; what is as at first is left out. */
import { writeSearch } from '../../../url/search.ts';
import { defaults, type WallSearch } from '../search.ts';
import { changed } from './search.ts';

/** Stands for what this page must not know. */
const tokenPlace = '<DISPLAY_TOKEN>';

/** For a browser that is signed in. `base` is the app's own address, with its BASE_PATH. */
export function wallAddress(search: WallSearch, base: string): string {
  return new URL(`wall${options(search)}`, base).href;
}

/** For a screen that signs itself in, once the token is in its place. */
export function displayAddress(search: WallSearch, base: string): string {
  return new URL('display/', base).href + tokenPlace + options(search);
}

/** The options alone, as all that else stands in this page's URL is nothing to a wall. */
function options(search: WallSearch): string {
  return writeSearch(changed(search, defaults));
}
