import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import type { Job } from '#contract/jobs.ts';

import { job } from '../../insight/testing/jobs.ts';
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

const scheduled = (...ids: number[]) => ids.map((id) => job({ id, status: 'SCHEDULED' }));

function shown() {
  return [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
}

const button = (name: string) => page.getByRole('button', { name });

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
