import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { DataTable, type Selection } from './DataTable.tsx';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const columns = [{ id: 'id', header: 'ID', cell: ({ id }: { id: string }) => id }];
const idOf = ({ id }: { id: string }) => id;

function Table() {
  const [selection, setSelection] = useState<Selection>({});
  return (
    <DataTable
      label="Rows"
      rows={rows}
      rowId={idOf}
      rowName={idOf}
      columns={columns}
      sort={undefined}
      onSort={undefined}
      widths={{}}
      onWidths={() => {}}
      selection={selection}
      onSelection={setSelection}
      compact={false}
    />
  );
}

const box = (id: string) => page.getByRole('checkbox', { name: `Select ${id}`, exact: true });

function selected(): string {
  return [...document.querySelectorAll('tr[aria-selected=true]')]
    .map((row) => row.textContent)
    .join('');
}

test('a press with Shift selects all rows from the last one pressed, in either direction', async () => {
  await render(<Table />);
  await box('d').click();
  expect(selected()).toBe('d');
  await box('b').click({ modifiers: ['Shift'] });
  expect(selected()).toBe('bcd');
  await box('e').click();
  await box('c').click({ modifiers: ['Shift'] });
  expect(selected()).toBe('b');
});

test('a press with Shift selects one row where none was pressed before', async () => {
  await render(<Table />);
  await box('c').click({ modifiers: ['Shift'] });
  expect(selected()).toBe('c');
});
