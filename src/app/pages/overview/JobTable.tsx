import type { Job } from '#contract/jobs.ts';

import { type Column, Rows } from './Rows.tsx';
import { useHeld } from './use-frozen-rows.ts';

type Props = {
  label: string;
  jobs: Job[];
  latest: (id: string) => Job | undefined;
  columns: readonly Column[];
};

/** Jobs to be read; its rows hold still while one has the focus. */
export function JobTable({ label, jobs, latest, columns }: Props) {
  const held = useHeld(jobs, latest);
  return <Rows label={label} held={held} columns={columns} />;
}
