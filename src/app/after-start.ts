/** What goes on as long as the page is open, and can wait for its first rows. */
import { longestLook, type Look, lookCookie } from '#contract/look.ts';
import { resolveZone, zoneProblem } from '#insight/time/zone.ts';

import { followCurrentArchive } from './archive/current-archive.ts';
import { ownArchives } from './archive/database-name.ts';
import { followPreferences, preference } from './preferences.ts';
import { followSeen, seenIds } from './seen.ts';
import { serverPath } from './stored.ts';
import { keepPressesInPlace } from './ui/press-in-place.ts';

export { restoreFocus } from './layout/restore-focus.ts';

// What it watches, dialogs and menus, comes later too.
keepPressesInPlace();
/** Undefined until it is known. */
let stored: string[] | undefined;
writeLook();
followPreferences(writeLook);
followSeen(writeLook);
void noteStored();
followCurrentArchive(() => void noteStored());

/** Which histories this browser stores, whenever one is opened or dropped. */
async function noteStored(): Promise<void> {
  stored = await indexedDB.databases().then(
    (all) => ownArchives(all.map(({ name = '' }) => name)),
    () => undefined, // storage is blocked
  );
  writeLook();
}

/** Says in a cookie how this viewer's pages look, so that the server can draw the next one the same. */
function writeLook(): void {
  const choice = preference('zone');
  const path = serverPath();
  const look: Look = {
    zone: resolveZone(choice, undefined),
    theme: preference('theme'),
    paused: preference('paused'),
    compact: preference('compact'),
    filtersOpen: preference('filtersOpen'),
    columnWidths: preference('columnWidths'),
    opensView: preference('defaultView') !== undefined,
    ...(stored && { stored }),
    seen: seenIds(),
  };
  const value = encodeURIComponent(JSON.stringify(look));
  // A zone that isn't known yet, or isn't the one chosen, is none to draw with.
  const isKnown = choice !== 'vault-user' && zoneProblem(choice, undefined) === undefined;
  const isWhole = isKnown && value.length <= longestLook;
  document.cookie = [
    `${lookCookie(location.port, path)}=${isWhole ? value : ''}`,
    `Path=${path}`,
    `Max-Age=${isWhole ? 31_536_000 : 0}`,
    'SameSite=Strict',
    ...(location.protocol === 'https:' ? ['Secure'] : []),
  ].join('; ');
}
