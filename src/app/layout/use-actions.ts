/** What the palette does besides leading somewhere: the choices of the menu, by their names. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';

import { withChosen } from '#insight/time/zone-names.ts';
import { zoneChoices } from '#insight/time/zone.ts';

import { refreshChoices, setPreference, usePreference } from '../preferences.ts';
import { monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { severalVaults } from '../queries/query.ts';
import { currentUserQuery } from '../queries/users.ts';
import { paces, themes } from './view-options.ts';

type Action = {
  label: string;
  /** It is in use now. */
  isChosen?: boolean;
  /** One of many, which is listed only once something is typed. */
  isMinor?: boolean;
  run: () => void;
};

export function useActions(): Action[] {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { session } = useRouteContext({ from: '/signed-in' });
  const paused = usePreference('paused');
  const theme = usePreference('theme');
  const zone = usePreference('zone');
  const refresh = usePreference('refresh');
  const userZone = cache.getQueryData(currentUserQuery.queryKey)?.zone;
  return [
    ...(session.vaults.length > 1
      ? [
          {
            label: 'All Vaults',
            run: () => void navigate({ to: '/', search: { vaults: 'all' } }),
          },
        ]
      : []),
    {
      label: 'Refresh now',
      run: () => {
        const several = { queryKey: [severalVaults] };
        for (const { queryKey } of [monitorsQuery, recentHistoriesQuery, several])
          void cache.invalidateQueries({ queryKey });
      },
    },
    {
      label: paused ? 'Resume refreshing' : 'Pause refreshing',
      run: () => setPreference('paused', !paused),
    },
    ...themes.map(({ value, label }) => ({
      label: `Theme: ${label}`,
      isChosen: value === theme,
      run: () => setPreference('theme', value),
    })),
    ...withChosen(zoneChoices(userZone), zone).map(({ value, label }) => ({
      label: `Times in: ${label}`,
      isChosen: value === zone,
      run: () => setPreference('zone', value),
    })),
    ...refreshChoices.map((value) => ({
      label: `Refresh: ${paces[value]}`,
      isChosen: value === refresh,
      isMinor: true,
      run: () => setPreference('refresh', value),
    })),
  ];
}
