import { expect, test } from 'vitest';

import { archive } from '../archive.ts';
import { dawn, finished, keptStore, vault } from '../testing/adversarial-vault.ts';
import { pretendClock } from '../testing/virtual-clock.ts';

const hour = 3_600_000;

test('a filter that is ignored, though its trial looked well, costs no more than a window', async () => {
  const clock = pretendClock(dawn);
  const before = (call: number) => call === 2 && model.add([ended(31, 0)]);
  const model = vault({ filter: 'ignored', order: 'newest-first', pageRows: 3, before }, clock);
  const ended = (id: number, ago: number) => {
    const end = clock.now() - ago;
    return finished(id, { created: end - 20_000, end });
  };
  // Of the first page one lies outside of the second that is tried, and then one more comes.
  const agos = Array.from({ length: 30 }, (_, place) => (place < 2 ? place : place * hour * 15));
  model.add(agos.map((ago, place) => ended(place + 1, ago)));
  const subject = archive({ read: model.read, clock, random: () => 0.5, store: keptStore() });
  subject.start();
  await clock.until(() => subject.state().doing.kind === 'resting');
  expect(subject.state().coverage.kind).toBe('complete');
  expect(subject.jobs()).toHaveLength(31);
  const windows = model.asked.filter(({ start_date }) => start_date !== undefined);
  // Two dates are tried; the window’s second page tells, when its third is on its way.
  expect(windows.length).toBeLessThanOrEqual(2 + 3);
  await subject.stop();
});
