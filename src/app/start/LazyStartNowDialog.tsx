import { useRouteContext } from '@tanstack/react-router';
import { Suspense } from 'react';

import type { Job } from '#contract/jobs.ts';

import { StartNowDialog } from '../layout/lazy.ts';

type Props = {
  job: Job;
  /** The job as Vault shows it by now. */
  latest: Job | undefined;
  finished: readonly Job[];
  zone: string;
  onStarted: () => void;
  onClose: () => void;
};

/** The dialog that starts a job for whoever is signed in; its code comes after the page's own. */
export function LazyStartNowDialog(props: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  return (
    <Suspense fallback={null}>
      <StartNowDialog {...props} session={session} />
    </Suspense>
  );
}
