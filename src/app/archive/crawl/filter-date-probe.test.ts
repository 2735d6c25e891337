import { expect, test } from 'vitest';

import { createArchive } from '../archive.ts';
import { firstDay, finished, createAdversarialVault } from '../testing/adversarial-vault.ts';
import { createTestDisk } from '../testing/test-disk.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

const hour = 3_600_000;

test('a filter that is ignored although its probe succeeded costs no more than one window', async () => {
  const clock = createVirtualClock(firstDay);
  const before = (call: number) => call === 2 && model.add([ended(31, 0)]);
  const model = createAdversarialVault(
    { filter: 'ignored', order: 'newest-first', pageRows: 3, before },
    clock,
  );
  const ended = (id: number, ago: number) => {
    const end = clock.now() - ago;
    return finished(id, { created: end - 20_000, end });
  };
  // One row of the first page lies outside the probed window; then one more job finishes.
  const agos = Array.from({ length: 30 }, (_, place) => (place < 2 ? place : place * hour * 15));
  model.add(agos.map((ago, place) => ended(place + 1, ago)));
  const archive = createArchive({
    read: model.read,
    clock,
    random: () => 0.5,
    store: createTestDisk().open(),
  });
  archive.start();
  await clock.until(() => archive.state().activity.kind === 'idle');
  expect(archive.state().coverage.kind).toBe('complete');
  expect(archive.jobs()).toHaveLength(31);
  const windows = model.queries.filter(({ start_date }) => start_date !== undefined);
  // Two dates are probed; the window’s second page shows it, when its third is on its way.
  expect(windows.length).toBeLessThanOrEqual(2 + 3);
  await archive.stop();
});
