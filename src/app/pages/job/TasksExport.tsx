import { useRouteContext } from '@tanstack/react-router';

import type { Task } from '#contract/jobs.ts';
import { lookOf } from '#insight/status/statuses.ts';

import { aboutSession } from '../../export/about-session.ts';
import { ExportButton } from '../../export/ExportButton.tsx';
import { jobColumns } from '../../jobs/columns/columns.ts';

type Props = {
  id: string;
  tasks: readonly Task[];
  state: string;
  zone: string;
  isComplete: boolean;
};

/** The tasks as they are filtered and ordered, as a file. */
export function TasksExport({ id, tasks, state, zone, isComplete }: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  return (
    <ExportButton
      what={state === '' ? 'rows' : 'matching'}
      source={{
        count: tasks.length,
        batches: () => [
          {
            kind: 'cells',
            cells: tasks.map((task) => [id, task.id, lookOf(task.state).word, task.state]),
          },
        ],
        table: () => ({
          kind: 'cells',
          columns: [
            { key: 'job_id', header: jobColumns.id.header, kind: 'id' },
            { key: 'task', header: 'Task', kind: 'id' },
            { key: 'state_label', header: 'State', kind: 'text' },
            { key: 'state', header: 'State in Vault', kind: 'text' },
          ],
        }),
        zone,
        about: {
          ...aboutSession(session),
          view: `tasks-of-${id}`,
          filters: state === '' ? 'none' : `state ${state}`,
          coverage: isComplete
            ? { kind: 'complete' }
            : {
                kind: 'partial',
                words: 'Vault has more tasks than it listed, or warns that some are missing',
              },
        },
      }}
    />
  );
}
