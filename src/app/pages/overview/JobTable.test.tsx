import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import type { Job } from '#contract/jobs.ts';
import { job } from '#insight/testing/jobs.ts';

import type { Column } from '../../table/column.ts';
import { JobTable } from './JobTable.tsx';

type Props = { jobs: Job[]; latest?: Job[]; freeze?: boolean };

/** A table whose rows can be focused for as long as their jobs are scheduled. */
function Table({ jobs, latest = jobs, freeze }: Props) {
  return (
    <>
      <button>Elsewhere</button>
      <JobTable
        label="Jobs"
        jobs={jobs}
        latest={(id) => latest.find((one) => one.id === id)}
        columns={columns}
        freeze={freeze ?? false}
        sorting={sorting}
      />
    </>
  );
}

const columns: Column<Job>[] = [
  {
    id: 'title',
    header: 'Title',
    cell: ({ id, status }) =>
      status === 'SCHEDULED' ? <button>{`Start ${id}`}</button> : <i>{`${status} ${id}`}</i>,
  },
];

const sorting = { heading: () => <button>Sort</button>, sorted: () => undefined };

const scheduled = (...ids: number[]) => ids.map((id) => job({ id, status: 'SCHEDULED' }));

function shown() {
  return [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

const row = (name: string) => page.getByRole('row').filter({ has: button(name) });

/** How many rows are in the page. */
function drawn() {
  return document.querySelectorAll('tbody tr:not([aria-hidden])').length;
}

async function focus(name: string) {
  button(name).element().focus();
  await expect.element(button(name)).toHaveFocus();
}

describe('rows', () => {
  test('follow the list while nobody works with them', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await rerender(<Table jobs={scheduled(2, 3)} />);
    expect(shown()).toEqual(['Start 2', 'Start 3']);
    await expect.element(page.getByRole('status')).not.toBeInTheDocument();
  });

  test('stay in their places while one has the focus, with a count of the new ones', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await focus('Start 2');
    await rerender(<Table jobs={scheduled(4, 3, 2)} latest={scheduled(1, 2, 3, 4)} />);
    expect(shown()).toEqual(['Start 1', 'Start 2']);
    await expect.element(button('+2 new')).toBeVisible();
    await expect.element(button('Start 2')).toHaveFocus();
  });

  test('show their jobs as they are by now, even while they are frozen', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await focus('Start 2');
    await rerender(<Table jobs={scheduled(2)} latest={[job({ id: 1 }), ...scheduled(2)]} />);
    expect(shown()).toEqual(['RUNNING 1', 'Start 2']);
  });

  test('stay while the focus moves between them, and change once it has left', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await focus('Start 1');
    await rerender(<Table jobs={scheduled(3)} latest={scheduled(1, 2, 3)} />);
    await userEvent.tab();
    await expect.element(button('Start 2')).toHaveFocus();
    expect(shown()).toEqual(['Start 1', 'Start 2']);
    await focus('Elsewhere');
    await expect.poll(shown).toEqual(['Start 3']);
    await expect.element(page.getByRole('status')).not.toBeInTheDocument();
  });

  test('follow the list while the head of a column has the focus', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await focus('Start 1');
    await focus('Sort');
    await rerender(<Table jobs={scheduled(2, 1)} />);
    await expect.poll(shown).toEqual(['Start 2', 'Start 1']);
  });

  test('show the new ones when asked to, and follow the list again', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1)} />);
    await focus('Start 1');
    await rerender(<Table jobs={scheduled(2, 1)} />);
    await button('+1 new').click();
    await expect.poll(shown).toEqual(['Start 2', 'Start 1']);
    await rerender(<Table jobs={scheduled(3, 2, 1)} />);
    await expect.poll(shown).toEqual(['Start 3', 'Start 2', 'Start 1']);
  });

  test('follow the list again when the element with the focus is removed', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1, 2)} />);
    await focus('Start 1');
    await rerender(<Table jobs={scheduled(2)} latest={[job({ id: 1 }), ...scheduled(2)]} />);
    await expect.poll(shown).toEqual(['Start 2']);
  });

  test('are frozen under an open dialog, wherever the focus is', async () => {
    const { rerender } = await render(<Table jobs={scheduled(1)} freeze />);
    await rerender(<Table jobs={scheduled(2)} latest={scheduled(1, 2)} freeze />);
    expect(shown()).toEqual(['Start 1']);
    await expect.element(button('+1 new')).toBeVisible();
    await rerender(<Table jobs={scheduled(2)} />);
    expect(shown()).toEqual(['Start 2']);
  });
});

describe('a long list', () => {
  const table = page.getByRole('table', { name: 'Jobs' });
  const jobs = Array.from({ length: 2_000 }, (_, at) => job({ id: at + 1, status: 'SCHEDULED' }));
  const note = page.getByText('are on the page now');

  async function open() {
    await render(<Table jobs={jobs} />);
    await expect.element(note).toBeVisible();
  }

  test('has only the rows near the screen in the page, and says which', async () => {
    await open();
    await expect.poll(drawn).toBeLessThan(200);
    await expect.element(note).toHaveTextContent('Rows 1 to ');
    await expect.element(note).toHaveTextContent('of 2,000');
    await expect.element(button('Start 1')).toBeVisible();
    // As long as if all of them were drawn: the scroll bar says where one is.
    const { height } = row('Start 1').element().getBoundingClientRect();
    const whole = document.documentElement.scrollHeight;
    expect(whole).toBeGreaterThan(2_000 * height * 0.9);
  });

  test('says to screen readers how many rows it has, and which each is', async () => {
    await open();
    await expect.element(table).toHaveAttribute('aria-rowcount', '2001');
    await expect.element(row('Start 25')).toHaveAttribute('aria-rowindex', '26');
    scrollTo(0, document.documentElement.scrollHeight);
    await expect.element(row('Start 2000')).toHaveAttribute('aria-rowindex', '2001');
    await expect.poll(drawn).toBeLessThan(200);
    await expect.element(note).toHaveTextContent('to 2,000 of 2,000');
  });

  test('is walked through by the Tab key, from its beginning to any row', async () => {
    await open();
    await focus('Start 1');
    for (let at = 2; at <= 120; at += 1) {
      await userEvent.tab();
      await expect.element(button(`Start ${at}`)).toHaveFocus();
    }
  });

  test('keeps the row with the focus, wherever one scrolls', async () => {
    await open();
    await focus('Start 3');
    scrollTo(0, document.documentElement.scrollHeight);
    await expect.element(button('Start 2000')).toBeInTheDocument();
    await expect.element(button('Start 3')).toHaveFocus();
    await expect.element(note).toHaveTextContent('Rows 1 to 25 and 1,');
  });
});
