import type { Job } from '#contract/jobs.ts';

import { summary } from '../../insight/summary.ts';
import { span } from '../../time/format.ts';
import { number } from '../../ui/number.ts';

type Props = {
  jobs: readonly Job[];
  /** Which jobs these are: all that match, or a part of them. */
  name: string;
};

/** Count, success rate and durations of the filtered rows. */
export function Summary({ jobs, name }: Props) {
  const { rows, well, badly, successRate, medianMs, p95Ms, timed } = summary(jobs);
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Figure name={name}>{number(rows)} rows</Figure>
      {successRate !== undefined && (
        <Figure name="Success rate">
          {(successRate * 100).toFixed(1)} % ({number(well)} of {number(well + badly)} that
          succeeded or failed)
        </Figure>
      )}
      {medianMs !== undefined && p95Ms !== undefined && (
        <Figure name="Ran">
          median {span(medianMs)}, p95 {span(p95Ms)} ({number(timed)} runs)
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
