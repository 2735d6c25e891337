import { expect, test } from 'vitest';

import { createArchive } from '../archive.ts';
import {
  firstDay,
  type Fault,
  finished,
  createAdversarialVault,
} from '../testing/adversarial-vault.ts';
import { createTestDisk } from '../testing/test-disk.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

/** How many calls it takes to read ten pages. */
async function callsNeeded(fault: (call: number) => Fault | undefined): Promise<number> {
  const clock = createVirtualClock(firstDay);
  const model = createAdversarialVault(
    { filter: 'end', order: 'newest-first', pageRows: 3, fault },
    clock,
  );
  const ends = Array.from({ length: 30 }, (_, place) => clock.now() - place * 60_000);
  model.add(ends.map((end, place) => finished(place + 1, { created: end - 20_000, end })));
  const archive = createArchive({
    read: model.read,
    clock,
    random: () => 0.5,
    store: createTestDisk().open(),
  });
  archive.start();
  await clock.until(() => archive.state().activity.kind === 'idle');
  expect(archive.state().coverage.kind).toBe('complete');
  expect(archive.jobs()).toHaveLength(30);
  await archive.stop();
  return archive.state().calls;
}

test.each([4, 5, 6, 8, 12])(
  'a total too high in call %i, which the proxy caches, causes no storm of calls',
  async (wrong) => {
    const usual = await callsNeeded(() => undefined);
    const calls = await callsNeeded((call) => (call === wrong ? 'total-high' : undefined));
    expect(calls).toBeLessThanOrEqual(usual + 6);
  },
);
