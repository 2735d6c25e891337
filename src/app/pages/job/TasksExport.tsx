import { useRouteContext } from '@tanstack/react-router';

import type { Task } from '#contract/jobs.ts';

import { ExportButton } from '../../export/ExportButton.tsx';
import { lookOf } from '../../status/statuses.ts';

type Props = { id: string; tasks: readonly Task[]; state: string; zone: string; whole: boolean };

/** The tasks as they are filtered and ordered, as a file. */
export function TasksExport({ id, tasks, state, zone, whole }: Props) {
  const { session } = useRouteContext({ from: '/signed-in' });
  return (
    <ExportButton
      what={state === '' ? 'rows' : 'matching'}
      source={{
        count: tasks.length,
        batches: () => [
          {
            kind: 'cells',
            cells: tasks.map((task) => [id, task.id, task.state, lookOf(task.state).word]),
          },
        ],
        table: () => ({
          kind: 'cells',
          columns: [
            { key: 'job_id', header: 'job_id', kind: 'id' },
            { key: 'task', header: 'task', kind: 'id' },
            { key: 'state', header: 'state', kind: 'text' },
            { key: 'state_label', header: 'state_label', kind: 'text' },
          ],
        }),
        zone,
        about: {
          vault: session.vault.host,
          vaultName: session.simulated ? 'Simulated Vault' : session.vault.name,
          view: `tasks-of-${id}`,
          filters: state === '' ? 'none' : `state ${state}`,
          coverage: whole
            ? { kind: 'complete' }
            : { kind: 'partial', words: 'Vault counts more tasks than it listed' },
          who: session.user.userName ?? `User ${session.user.id}`,
          app: 'Jobwatch',
        },
      }}
    />
  );
}
