/** The zone on screen, everywhere the same. */
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { usePreference } from '../preferences.ts';
import { currentUserQuery } from '../queries/users.ts';
import { resolveZone } from '../time/zone.ts';

/** A shared link's own zone goes before the viewer's, on all of the page. */
export function useZone(): string {
  const { zone: shared } = useSearch({ strict: false });
  const own = usePreference('zone');
  const choice = shared ?? own;
  const { data } = useQuery(currentUserQuery);
  return resolveZone(choice, data?.zone);
}
