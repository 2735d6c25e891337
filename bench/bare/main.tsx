/** A floor: only React, Query and Table, showing the rows that a page of Jobwatch shows. */
import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from '@tanstack/react-query';
import { createTableHook, tableFeatures } from '@tanstack/react-table';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

type Row = Record<(typeof names)[number], string | number>;

const names = [
  'status',
  'title',
  'job_id',
  'created_by',
  'created_date',
  'run_start_date',
] as const;
const columns = names.map((id) => ({ id, accessorFn: (row: Row) => row[id] }));
const { useAppTable } = createTableHook({ features: tableFeatures({}) });
const most = 50;
const isHistory = location.pathname === '/history';

function Rows() {
  const [page, setPage] = useState(0);
  const path = isHistory ? `histories?limit=${most}&offset=${page * most}` : 'monitors?limit=200';
  const { data = [] } = useQuery({
    queryKey: [path],
    queryFn: async () => {
      const answer = await fetch(`/api/vault/services/jobs/${path}`);
      const { jobs }: { jobs: Row[] } = await answer.json();
      return jobs.slice(0, most);
    },
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
  const table = useAppTable({ data, columns, getRowId: (row) => String(row.job_id) });
  return (
    <>
      <table>
        <tbody>
          {table.getRowModel().rows.map(({ id, original }) => (
            <tr key={id}>
              {names.map((name) => (
                <td key={name}>{original[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" aria-label="Next page" onClick={() => setPage(page + 1)}>
        Next
      </button>
    </>
  );
}

const root = document.querySelector('#app');
if (root !== null) {
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <Rows />
    </QueryClientProvider>,
  );
}
