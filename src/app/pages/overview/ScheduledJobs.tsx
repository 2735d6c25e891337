import { useEffect, useRef } from 'react';

import type { Job } from '#contract/jobs.ts';

import { StatusBadge } from '../../components/StatusBadge.tsx';
import { whyNot } from '../../start/startable.ts';
import { isFinished } from '../../status/statuses.ts';
import { shownTitle } from '../../status/title.ts';
import { Button } from '../../ui/Button.tsx';
import { nameColumn, plannedColumn } from './columns.tsx';
import { type Column, Rows } from './Rows.tsx';
import type { ForScheduled } from './started-jobs.ts';
import { useHeld } from './use-frozen-rows.ts';

type Props = ForScheduled & { jobs: Job[] };

/** Planned jobs, soonest first, each with its Start now. */
export function ScheduledJobs({
  jobs,
  latest,
  zone,
  session,
  denied,
  followed,
  hold,
  onStart,
}: Props) {
  const held = useHeld(jobs, latest, hold);
  const action: Column = {
    header: 'Action',
    end: true,
    cell: (job) =>
      followed.has(job.id) || job.status !== 'SCHEDULED' ? (
        <Followed job={job} mine={followed.has(job.id)} />
      ) : (
        <Button
          aria-label={`Start now: ${shownTitle(job.title)}, ${job.id}`}
          unavailable={whyNot(job, session, denied)}
          onClick={() => onStart(job)}
        >
          Start now
        </Button>
      ),
  };
  return (
    <Rows label="Scheduled jobs" held={held} columns={[nameColumn, plannedColumn(zone), action]} />
  );
}

/** What became of a row's job since it stood here as scheduled. */
function Followed({ job, mine }: { job: Job; mine: boolean }) {
  const element = useRef<HTMLSpanElement>(null);

  // The button that had the focus is gone: without this the keyboard would be back at the top.
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus();
  }, []);

  return (
    <span ref={element} tabIndex={-1} role="status" className="inline-flex flex-col items-end">
      <StatusBadge status={job.status} />
      {mine && (
        <span className="text-muted text-xs">
          {isFinished(job.status) ? 'ended; you started it' : 'you started it'}
        </span>
      )}
    </span>
  );
}
