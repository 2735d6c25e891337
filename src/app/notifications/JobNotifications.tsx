/** Notifications of the browser, on every page; mounted where the viewer has turned them on. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

import { useFinishedJobs } from '../archive/finished-jobs.ts';
import { useZone } from '../components/use-zone.ts';
import { watchJobs } from './watch.ts';

export function JobNotifications() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const cache = useQueryClient();
  const router = useRouter();
  const zone = useZone();
  // Opens the viewer's stored history, by which it is judged what takes longer than usual.
  useFinishedJobs(session);
  useEffect(
    () =>
      watchJobs({
        session,
        cache,
        zone,
        openJob: (id) => void router.navigate({ to: '/jobs/$id', params: { id } }),
        openOverview: () => void router.navigate({ to: '/' }),
      }),
    [session, cache, zone, router],
  );
  return null;
}
