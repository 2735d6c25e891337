import { expect, test } from 'vitest';

import { runsByTitle } from './finished-runs.ts';
import { rhythmOf } from './rhythm.ts';
import { at, day, hour, job } from './testing/jobs.ts';
import { every, planned, started } from './testing/runs.ts';

const runsOf = (jobs: ReturnType<typeof job>[]) => runsByTitle(jobs)[0]?.runs ?? [];
const hourly = runsOf(started(...every(hour, 12)));

test('a planned run is where the next one is counted from', () => {
  const rhythm = rhythmOf(hourly, { planned, zone: 'UTC' });
  expect(rhythm?.after).toBe(planned);
  expect(rhythm?.next).toMatchObject({ kind: 'likely', at: at(2 * hour), everyMs: hour });
});

test('without one it is the last run that started, which says when the next was due', () => {
  const rhythm = rhythmOf(hourly, { planned: undefined, zone: 'UTC' });
  expect(rhythm?.after.start).toBe(at(0));
  expect(rhythm?.next).toMatchObject({ kind: 'likely', at: at(hour), everyMs: hour });
});

test('a run that never started says nothing of it', () => {
  const missed = job({ id: 'missed', status: 'MISSED_SCHEDULE', start: at(day) });
  const runs = runsOf([...hourly.map((run) => run.job), missed]);
  expect(rhythmOf(runs, { planned: undefined, zone: 'UTC' })?.after.start).toBe(at(0));
  expect(rhythmOf(runsOf([missed]), { planned: undefined, zone: 'UTC' })).toBeUndefined();
});
