import { expect, test } from 'vitest';

import { runsByTitle } from '../finished-runs.ts';
import { at, day, hour, job } from '../testing/jobs.ts';
import { every, planned, started } from '../testing/runs.ts';
import { titleCadence } from './title-cadence.ts';

const runsOf = (jobs: ReturnType<typeof job>[]) => runsByTitle(jobs)[0]?.runs ?? [];
const hourly = runsOf(started(...every(hour, 12)));

test('a planned run is where the next one is counted from', () => {
  const cadence = titleCadence(hourly, { planned, zone: 'UTC' });
  expect(cadence?.after).toBe(planned);
  expect(cadence?.next).toMatchObject({ kind: 'likely', at: at(2 * hour), everyMs: hour });
});

test('without one it is the last run that started, which says when the next was due', () => {
  const cadence = titleCadence(hourly, { planned: undefined, zone: 'UTC' });
  expect(cadence?.after.start).toBe(at(0));
  expect(cadence?.next).toMatchObject({ kind: 'likely', at: at(hour), everyMs: hour });
});

test('a run that never started says nothing of it', () => {
  const missed = job({ id: 'missed', status: 'MISSED_SCHEDULE', start: at(day) });
  const runs = runsOf([...hourly.map((run) => run.job), missed]);
  expect(titleCadence(runs, { planned: undefined, zone: 'UTC' })?.after.start).toBe(at(0));
  expect(titleCadence(runsOf([missed]), { planned: undefined, zone: 'UTC' })).toBeUndefined();
});
