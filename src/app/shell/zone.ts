/** The zone on screen, everywhere the same. */
import { useQuery } from '@tanstack/react-query';

import { usePreference } from '../preferences.ts';
import { currentUserQuery } from '../queries/users.ts';
import { resolveZone } from '../time/zone.ts';

export function useZone(): string {
  const choice = usePreference('zone');
  const { data } = useQuery(currentUserQuery);
  return resolveZone(choice, data?.zone);
}
