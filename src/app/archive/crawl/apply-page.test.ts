import { expect, test } from 'vitest';

import { archive } from '../archive.ts';
import { dawn, type Fault, finished, keptStore, vault } from '../testing/adversarial-vault.ts';
import { pretendClock } from '../testing/virtual-clock.ts';

/** How many calls it takes to read ten pages. */
async function callsTaken(fault: (call: number) => Fault | undefined): Promise<number> {
  const clock = pretendClock(dawn);
  const model = vault({ filter: 'end', order: 'newest-first', pageRows: 3, fault }, clock);
  const ends = Array.from({ length: 30 }, (_, place) => clock.now() - place * 60_000);
  model.add(ends.map((end, place) => finished(place + 1, { created: end - 20_000, end })));
  const subject = archive({ read: model.read, clock, random: () => 0.5, store: keptStore() });
  subject.start();
  await clock.until(() => subject.state().doing.kind === 'resting');
  expect(subject.state().coverage.kind).toBe('complete');
  expect(subject.jobs()).toHaveLength(30);
  await subject.stop();
  return subject.state().calls;
}

test.each([4, 5, 6, 8, 12])(
  'a total that falls since that of call %i, which the proxy keeps, makes no storm of calls',
  async (wrong) => {
    const smooth = await callsTaken(() => undefined);
    const calls = await callsTaken((call) => (call === wrong ? 'total-high' : undefined));
    expect(calls).toBeLessThanOrEqual(smooth + 6);
  },
);
