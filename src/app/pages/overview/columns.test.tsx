import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import '../../index.css';
import type { Job } from '#contract/jobs.ts';
import { at, job, minute, now } from '#insight/testing/jobs.ts';
import type { Usual } from '#insight/usual.ts';

import { dot } from '../../ui/dot.ts';
import { UsualTimes, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => vi.useRealTimers());

const jobs = ['Import', 'Export'].map((title, nth) =>
  job({ id: nth + 1, title, start: at(-minute) }),
);
const usually = (runs: number): Usual => ({ runs, medianMs: minute, p95Ms: 2 * minute });
const ids = ['planned', 'started', 'usual', 'elapsed'] as const;
const planned = (id: number, ms: number) => job({ id, status: 'SCHEDULED', start: at(ms) });

type Props = { rows: Job[]; usual: ReadonlyMap<string, Usual> };

function Table({ rows, usual }: Props) {
  const columns = useOverviewColumns(ids, 'UTC');
  return (
    <UsualTimes value={usual}>
      <JobTable label="Running" jobs={rows} latest={() => undefined} columns={columns} />
    </UsualTimes>
  );
}

/** What ticks is written once the browser has said that it is on screen. */
async function observed() {
  await new Promise((resolve) => {
    const observer = new IntersectionObserver(() => requestAnimationFrame(resolve));
    observer.observe(document.body);
  });
}

/** Gives the elements that have changed since. */
function watchChanges() {
  const changed: (Element | null)[] = [];
  const add = (records: readonly MutationRecord[]) =>
    changed.push(...records.map(({ target }) => elementOf(target)));
  const observer = new MutationObserver(add);
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document.body, all);
  return () => {
    add(observer.takeRecords());
    return changed;
  };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

test('a job that ends changes the rows of its own title and no others', async () => {
  const before = new Map([
    ['Import', usually(9)],
    ['Export', usually(9)],
  ]);
  const { rerender } = await render(<Table rows={jobs} usual={before} />);
  await observed();
  const changes = watchChanges();
  const after = new Map([
    ['Import', usually(10)],
    ['Export', usually(9)],
  ]);
  await rerender(<Table rows={jobs} usual={after} />);
  const rows = changes().map((element) => element?.closest('tr')?.textContent);
  expect(new Set(rows).size).toBe(1);
  expect(rows[0]).toContain('from 10 successful runs');
});

test('what changes each second stands in boxes that are laid out and painted alone', async () => {
  const rows = [...jobs, planned(3, minute / 2), planned(4, 0)];
  await render(<Table rows={rows} usual={new Map([['Import', usually(9)]])} />);
  const changes = watchChanges();
  // Long enough for the bar to grow as well.
  vi.advanceTimersByTime(5_000);
  const changed = changes();
  expect(changed.filter((element) => element?.tagName === 'SPAN')).not.toEqual([]);
  expect(new Set(changed.filter((element) => element?.tagName === 'TIME')).size).toBe(2);
  expect(changed.filter((element) => !isInBox(element))).toEqual([]);
});

test.each([0, -1, 59, 61, 3 * 3_600, -12_345, 4 * 86_400, 400 * 86_400])(
  'a time planned in %i s has the room that its words need',
  async (seconds) => {
    await render(<Table rows={[planned(1, seconds * 1_000)]} usual={new Map()} />);
    const time = document.querySelector('time');
    expect(time?.textContent).toContain(dot);
    expect(time?.scrollWidth).toBeLessThanOrEqual(time?.clientWidth ?? 0);
  },
);

function isInBox(element: Element | null): boolean {
  if (element === null) return false;
  return getComputedStyle(element).contain === 'strict' || isInBox(element.parentElement);
}
