/** An answer that the proxy caches for some seconds may be older than other answers. */
import { describe, expect, test } from 'vitest';

import { createArchive } from '../archive.ts';
import {
  firstDay,
  finished,
  createAdversarialVault,
  type World,
} from '../testing/adversarial-vault.ts';
import { createTestDisk } from '../testing/test-disk.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

const job = (id: number, end: number) => finished(id, { created: end - 20_000, end });

/** A Vault with four jobs, and others that finish later. */
function vaultWithFourJobs(world: Pick<World, 'filter' | 'pageRows' | 'before'>) {
  const clock = createVirtualClock(firstDay);
  const disk = createTestDisk();
  const model = createAdversarialVault({ ...world, order: 'newest-first' }, clock);
  model.add([1, 2, 3, 4].map((id) => job(id, clock.now() - id * 60_000)));
  const openArchive = () => {
    const archive = createArchive({
      read: model.read,
      clock,
      random: () => 0.5,
      store: disk.open(),
    });
    archive.start();
    return archive;
  };
  const finish = (id: number) => {
    const last = job(id, clock.now());
    model.add([last]);
    return last;
  };
  return { clock, model, openArchive, finish };
}

function isComplete(archive: ReturnType<typeof createArchive>) {
  return archive.state().coverage.kind === 'complete' && archive.state().activity.kind === 'idle';
}

describe('an answer from the proxy’s cache', () => {
  test('is not compared with a row that came after it', async () => {
    const { clock, model, openArchive, finish } = vaultWithFourJobs({
      filter: 'refused',
      pageRows: 3,
      before: (call) => {
        // A job finishes between two pages: no answer shows it, but the second page counts it.
        if (call === 4) finish(5);
        if (call === 7) archive.addRecent({ ...model.firstPage(), jobs: [finish(6)] });
      },
    });
    const archive = openArchive();
    expect(await clock.until(() => isComplete(archive))).toBe(true);
    expect(archive.jobs()).toHaveLength(6);
    await archive.stop();
  });

  test('removes no row that came later, even after a reload', async () => {
    const { clock, model, openArchive, finish } = vaultWithFourJobs({ filter: 'end', pageRows: 9 });
    const first = openArchive();
    await clock.until(() => isComplete(first));
    finish(5);
    first.addRecent(model.firstPage());
    await first.stop();
    // The comparison differs by this job, so everything is read again; the proxy has cached four.
    finish(6);
    const second = openArchive();
    let fewest = Infinity;
    const isDone = () => {
      if (second.state().activity.kind !== 'opening')
        fewest = Math.min(fewest, second.jobs().length);
      return isComplete(second) && second.jobs().length === 6;
    };
    expect(await clock.until(isDone)).toBe(true);
    expect(fewest).toBe(5);
    await second.stop();
  });
});
