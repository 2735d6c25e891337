/** The zone on screen, everywhere the same. */
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { resolveZone, zoneProblem } from '#insight/time/zone.ts';

import { usePreference } from '../preferences.ts';
import { currentUserQuery } from '../queries/users.ts';

/** A shared link's own zone goes before the viewer's, on all of the page. */
export function useZone(): string {
  const { choice, userZone } = useZoneChoice();
  return resolveZone(choice, userZone);
}

/** Why it is not the zone that was chosen, in words; undefined where it is. */
export function useZoneProblem(): string | undefined {
  const { choice, userZone } = useZoneChoice();
  return zoneProblem(choice, userZone);
}

function useZoneChoice() {
  // Only that: each change of any page's address would render all that shows times otherwise.
  const shared = useSearch({ strict: false, select: ({ zone }) => zone });
  const own = usePreference('zone');
  const { data } = useQuery(currentUserQuery);
  return { choice: shared ?? own, userZone: data?.zone };
}
