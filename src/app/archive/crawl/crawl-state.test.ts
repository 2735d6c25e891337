/** What the proxy keeps for some seconds is older than what was heard since. */
import { describe, expect, test } from 'vitest';

import { archive } from '../archive.ts';
import { dawn, finished, keptStore, vault, type World } from '../testing/adversarial-vault.ts';
import { pretendClock } from '../testing/virtual-clock.ts';

const job = (id: number, end: number) => finished(id, { created: end - 20_000, end });

/** A Vault with four jobs, and those that finish later. */
function four(world: Pick<World, 'filter' | 'pageRows' | 'before'>) {
  const clock = pretendClock(dawn);
  const store = keptStore();
  const model = vault({ ...world, order: 'newest-first' }, clock);
  model.add([1, 2, 3, 4].map((id) => job(id, clock.now() - id * 60_000)));
  const opened = () => {
    const subject = archive({ read: model.read, clock, random: () => 0.5, store });
    subject.start();
    return subject;
  };
  const finish = (id: number) => {
    const last = job(id, clock.now());
    model.add([last]);
    return last;
  };
  return { clock, model, opened, finish };
}

function isComplete(subject: ReturnType<typeof archive>) {
  return subject.state().coverage.kind === 'complete' && subject.state().doing.kind === 'resting';
}

describe('an answer that the proxy had kept', () => {
  test('is not counted against a row that came after it', async () => {
    const { clock, model, opened, finish } = four({
      filter: 'refused',
      pageRows: 3,
      before: (call) => {
        // Between two pages one finishes that no answer shows, but the second page counts.
        if (call === 4) finish(5);
        if (call === 7) subject.noticed({ ...model.peek(), jobs: [finish(6)] });
      },
    });
    const subject = opened();
    expect(await clock.until(() => isComplete(subject))).toBe(true);
    expect(subject.jobs()).toHaveLength(6);
    await subject.stop();
  });

  test('takes no row away, though the page was loaded anew since that came', async () => {
    const { clock, model, opened, finish } = four({ filter: 'end', pageRows: 9 });
    const first = opened();
    await clock.until(() => isComplete(first));
    finish(5);
    first.noticed(model.peek());
    await first.stop();
    // The comparison differs by this one, so all is asked for again: the proxy knows of four.
    finish(6);
    const second = opened();
    let fewest = Infinity;
    const isDone = () => {
      if (second.state().doing.kind !== 'opening') fewest = Math.min(fewest, second.jobs().length);
      return isComplete(second) && second.jobs().length === 6;
    };
    expect(await clock.until(isDone)).toBe(true);
    expect(fewest).toBe(5);
    await second.stop();
  });
});
