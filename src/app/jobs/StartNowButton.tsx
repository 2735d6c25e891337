import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';

import { VaultError } from '#contract/envelope.ts';
import { type Job, startNow } from '#contract/jobs.ts';

import { whyNot } from '../start/startable.ts';
import { shownTitle } from '../status/title.ts';
import { Button } from '../ui/Button.tsx';

type Props = { job: Job; onPress: () => void };

/** Asks for a job to be started; where that can't be, it says why not. */
export function StartNowButton({ job, onPress }: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  const denied = useDenied();
  return (
    <Button
      aria-label={`Start now: ${shownTitle(job.title)}, ${job.id}`}
      unavailable={whyNot(job, session, denied)}
      onClick={onPress}
    >
      Start now
    </Button>
  );
}

/** Vault has refused to start a job as this viewer may not: it would refuse every other one too. */
function useDenied(): boolean {
  const cache = useQueryClient();
  return cache
    .getMutationCache()
    .findAll({ mutationKey: [startNow.path] })
    .some(({ state: { error } }) => error instanceof VaultError && error.kind === 'no-right');
}
