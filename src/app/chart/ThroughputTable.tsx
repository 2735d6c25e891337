import { instant } from '#contract/instant.ts';
import { type Hour, outcomes } from '#insight/throughput.ts';
import { clockTime } from '#insight/time/format.ts';

import { looks } from './outcomes.ts';

type Props = { hours: readonly Hour[]; zone: string; label: string };

/** The same as the chart, for those who can't see it. */
export function ThroughputTable({ hours, zone, label }: Props) {
  const last = hours.at(-1)?.to ?? 0;
  return (
    <table>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">Hour</th>
          {outcomes.map((outcome) => (
            <th key={outcome} scope="col">
              {looks[outcome].word}
            </th>
          ))}
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour.from}>
            <th scope="row">
              {clockTime(instant(hour.from), zone, last)} to{' '}
              {clockTime(instant(hour.to), zone, hour.to)}
            </th>
            {outcomes.map((outcome) => (
              <td key={outcome}>{hour.counts[outcome]}</td>
            ))}
            <td>{noteOf(hour)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function noteOf({ partial, cutOff, unfinished }: Hour): string {
  const notes = [
    partial && 'more may have finished',
    cutOff && 'only its end counts',
    unfinished && 'not over yet',
  ];
  return notes.filter((note) => note !== false).join(', ');
}
