import { useQueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useCallback, useSyncExternalStore } from 'react';

import { VaultError } from '#contract/envelope.ts';
import { type Job, startNow } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';
import { shownTitle } from '#insight/status/title.ts';

import { Button } from '../ui/Button.tsx';

type Props = { job: Job; onPress: () => void; variant?: 'plain' | 'subtle' };

/** Asks for a job to be started; where that can't be, it says why not. */
export function StartNowButton({ job, onPress, variant = 'plain' }: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  const denied = useDenied();
  return (
    <Button
      variant={variant}
      aria-label={`Start now: ${shownTitle(job.title)}, ${job.id}`}
      unavailable={whyNot(job, session, denied)}
      aria-describedby={whyNotAllowed(session, denied) === undefined ? undefined : notAllowedId}
      onClick={onPress}
    >
      Start now
    </Button>
  );
}

const notAllowedId = 'start-not-allowed';

/** Says once, above all buttons of a page, why this viewer can’t start any job. */
export function StartNotAllowed() {
  const { session } = useRouteContext({ from: '/signed-in' });
  const why = whyNotAllowed(session, useDenied());
  if (why === undefined) return null;
  return (
    <span id={notAllowedId} className="text-muted text-sm">
      {why}
    </span>
  );
}

/** Why a job can't be started, or undefined where it can. */
export function whyNot(job: Job, session: Session, denied: boolean): string | undefined {
  const notAllowed = whyNotAllowed(session, denied);
  if (notAllowed !== undefined) return notAllowed;
  if (job.status !== 'SCHEDULED') return 'Only a scheduled job can be started.';
  return undefined;
}

/** Why no job can be started by this viewer, or undefined where some can. */
function whyNotAllowed({ readOnly }: Session, denied: boolean): string | undefined {
  if (readOnly) return 'Start now is switched off on this server.';
  if (denied) return 'Vault says that you don’t have permission to start jobs.';
  return undefined;
}

/** Vault has refused to start a job as this viewer may not: it would refuse every other one too. */
function useDenied(): boolean {
  const mutations = useQueryClient().getMutationCache();
  const isDenied = () =>
    mutations
      .findAll({ mutationKey: [startNow.path] })
      .some(({ state: { error } }) => error instanceof VaultError && error.kind === 'no-right');
  return useSyncExternalStore(
    useCallback((listener: () => void) => mutations.subscribe(listener), [mutations]),
    isDenied,
    isDenied,
  );
}
