import { useState } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { instant } from '#contract/instant.ts';
import { hour, minute } from '#insight/testing/jobs.ts';
import { type Finished, outcomes, sum, throughput } from '#insight/throughput.ts';

import { ThroughputChart } from './ThroughputChart.tsx';

const to = Date.UTC(2026, 10, 24, 13, 37);
const range = { from: to - 24 * hour, to };
const statuses = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'TIMEOUT', 'CANCELLED', 'PAUSED'];

/** As many as asked, over all of the day but for the hours from 5 to 8 of it. */
function jobs(count: number): Finished[] {
  const span = range.to - range.from;
  return Array.from({ length: count }, (_, nth) => ({
    status: statuses[nth % statuses.length] ?? '',
    at: instant(range.from + Math.floor(((nth * 7_919) % 10_007) * (span / 10_007))),
  })).filter(
    ({ at }) => at < instant(range.from + 5 * hour) || at > instant(range.from + 8 * hour),
  );
}

function Chart({ of, knownFrom = -Infinity }: { of: Finished[]; knownFrom?: number }) {
  const { hours } = throughput(of, { range, zone: 'Europe/Berlin', knownFrom });
  return (
    <div style={{ width: 1_200, height: 600 }}>
      <ThroughputChart hours={hours} zone="Europe/Berlin" label="Finished jobs" textPx={30} />
    </div>
  );
}

/** Stylesheets are empty in these tests: what gives the chart its size has to be there. */
beforeEach(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '.h-full { height: 100% } .w-full { width: 100% } .relative { position: relative } .absolute { position: absolute } .inset-0 { inset: 0 }',
  );
  document.adoptedStyleSheets = [sheet];
});

const bars = () => [...document.querySelectorAll('[data-outcome] > rect:first-of-type')];

/** Heights in the chart as numbers of jobs: the axis says what a pixel is worth. */
function drawn(outcome: string): number {
  const lines = [...document.querySelectorAll('.recharts-cartesian-grid-horizontal line')];
  const ys = lines.map((line) => Number(line.getAttribute('y1')));
  const height = Math.max(...ys) - Math.min(...ys);
  const top = Math.max(...numbers('.recharts-yAxis-tick-labels text'));
  return bars()
    .filter((bar) => bar.parentElement?.dataset['outcome'] === outcome)
    .reduce((all, bar) => all + (Number(bar.getAttribute('height')) / height) * top, 0);
}

function numbers(selector: string): number[] {
  return [...document.querySelectorAll(selector)].map(({ textContent }) => Number(textContent));
}

function row(name: string) {
  return page.getByRole('row', { name });
}

function inTable(column: number): number {
  return numbers(`tbody td:nth-of-type(${column})`).reduce((a, b) => a + b, 0);
}

describe('the bars', () => {
  test.each([1, 60, 900])('and the table come to the same %i jobs', async (count) => {
    const given = jobs(count);
    const { counts } = throughput(given, { range, zone: 'UTC', knownFrom: -Infinity });
    expect(sum(counts)).toBe(given.length);
    await render(<Chart of={given} />);
    await expect.poll(() => bars().length).toBeGreaterThan(0);
    for (const [at, outcome] of outcomes.entries()) {
      expect(inTable(at + 1)).toBe(counts[outcome]);
      expect(drawn(outcome)).toBeCloseTo(counts[outcome], 1);
    }
  });

  test('stand at once where they belong', async () => {
    const { rerender } = await render(<Chart of={jobs(60)} />);
    await expect.poll(() => bars().length).toBeGreaterThan(0);
    await rerender(<Chart of={jobs(900)} />);
    const { counts } = throughput(jobs(900), { range, zone: 'UTC', knownFrom: -Infinity });
    for (const outcome of outcomes) expect(drawn(outcome)).toBeCloseTo(counts[outcome], 1);
    expect(document.getAnimations()).toEqual([]);
  });
});

describe('an hour', () => {
  test('without jobs has a row of zeros, one that is cut a note', async () => {
    await render(<Chart of={jobs(900)} knownFrom={range.from + 90 * minute} />);
    await expect.element(row('23 Nov, 20:00 to 21:00')).toHaveTextContent(/0000$/);
    await expect.element(row('23 Nov, 14:00 to 15:00')).toHaveTextContent('only its end counts');
    await expect.element(row('23 Nov, 15:00 to 16:00')).toHaveTextContent('more may have finished');
    await expect.element(row('14:00 to 15:00').last()).toHaveTextContent('not over yet');
    await expect.element(page.getByRole('row')).toHaveLength(1 + 25);
  });

  test('names no time smaller than the text that was asked for', async () => {
    await render(<Chart of={jobs(900)} />);
    await expect.poll(() => document.querySelectorAll('svg text').length).toBeGreaterThan(8);
    for (const text of document.querySelectorAll('svg text')) {
      expect(getComputedStyle(text).fontSize).toBe('30px');
    }
  });
});

const few = jobs(60);
const many = jobs(900);

/** Other jobs with each press. */
function Painted() {
  const [isFew, turn] = useState(true);
  return (
    <>
      <button onClick={() => turn(!isFew)}>Paint</button>
      <Chart of={isFew ? few : many} />
    </>
  );
}

/** What stays in the browser after a paint. */
function left() {
  const marks = ['mark', 'measure'].flatMap((kind) => performance.getEntriesByType(kind));
  return { marks: marks.length, nodes: document.querySelectorAll('*').length };
}

async function paint(times: number) {
  const button = page.getByRole('button').element();
  for (let done = 0; done < times; done += 1) {
    if (button instanceof HTMLElement) button.click();
    // oxlint-disable-next-line no-await-in-loop -- effects come after each paint
    await new Promise((resolve) => setTimeout(resolve));
  }
}

test('a chart that is painted for weeks leaves nothing behind', async () => {
  await render(<Painted />);
  await expect.poll(() => bars().length).toBeGreaterThan(0);
  await paint(2);
  const before = left();
  await paint(10);
  expect(left()).toEqual(before);
});
