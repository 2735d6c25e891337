import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Job, JobDetail } from '#contract/jobs.ts';
import { lookOf, phaseOf } from '#insight/status/statuses.ts';
import { shownTitle } from '#insight/status/title.ts';

import { jobStatusQuery } from '../../queries/jobs.ts';
import { isAskedTooSoon } from '../../queries/polling.ts';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';

type Props = { job: Job };

/**
 * How far the tasks of a running job are. Only the job's own status says so, which Vault limits to
 * one call in 10 s (docs/vault-api.md §6): it is read only for rows that somebody opens.
 */
export function TaskProgress({ job }: Props) {
  const [open, setOpen] = useState(false);
  if (open) return <Progress id={job.id} />;
  return (
    <Button
      variant="quiet"
      aria-label={`Tasks of ${shownTitle(job.title)}, ${job.id}`}
      onClick={() => setOpen(true)}
    >
      Show
    </Button>
  );
}

function Progress({ id }: { id: string }) {
  const { data, error } = useQuery(jobStatusQuery(id));
  return (
    <span aria-live="polite">
      {data === undefined ? waiting(error) : progressWords(data.job.progress)}
    </span>
  );
}

function waiting(error: Error | null): string {
  if (isAskedTooSoon(error)) return 'waiting for Vault';
  return error === null ? 'loading' : 'not available';
}

/** `12 of 40 done, 1 failed`; done are all that have ended, well or not. */
export function progressWords(progress: JobDetail['progress']): string {
  if (progress.length === 0) return 'no tasks';
  if (progress.some(({ size }) => size === undefined)) {
    return progress.map(({ state }) => lookOf(state).word).join(', ');
  }
  const count = (phases: readonly string[]) =>
    progress.reduce(
      (sum, { state, size = 0 }) => sum + (phases.includes(phaseOf(state)) ? size : 0),
      0,
    );
  const all = progress.reduce((sum, { size = 0 }) => sum + size, 0);
  const failed = count(['badly']);
  const done = count(['well', 'badly', 'otherwise']);
  return `${number(done)} of ${number(all)} done${failed > 0 ? `, ${number(failed)} failed` : ''}`;
}
