import { Link } from '@tanstack/react-router';

import type { SetName } from '../../insight/overview.ts';
import type { Model } from './model.ts';

type Tile = { set: SetName; label: string; from: 'monitors' | 'histories'; alarming: boolean };

const tiles: Tile[] = [
  { set: 'failed', label: 'Failed in 24 h', from: 'histories', alarming: true },
  { set: 'overdue', label: 'Overdue', from: 'monitors', alarming: true },
  { set: 'long', label: 'Longer than usual', from: 'monitors', alarming: true },
  { set: 'running', label: 'Running', from: 'monitors', alarming: false },
  { set: 'queued', label: 'Queued', from: 'monitors', alarming: false },
  { set: 'scheduled', label: 'Scheduled', from: 'monitors', alarming: false },
  { set: 'unknown', label: 'Unknown status', from: 'monitors', alarming: false },
];

type Props = { model: Model; shown: SetName | 'all' };

/** The counts; each leads to exactly the rows that it counts. */
export function Tiles({ model, shown }: Props) {
  return (
    <nav aria-label="Counts" className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:flex">
      {tiles
        .filter(
          ({ set }) => set !== 'unknown' || model.sets.unknown.length > 0 || shown === 'unknown',
        )
        .map(({ set, label, from, alarming }) => {
          const count = model[from] === undefined ? undefined : model.sets[set].length;
          const isPart =
            set === 'failed' ? !model.failuresWhole : (model[from]?.warnings.length ?? 0) > 0;
          const atLeast = isPart && count !== undefined;
          return (
            <Link
              key={set}
              to="/"
              search={{ show: shown === set ? 'all' : set }}
              // Exact: a link without a search would count as the page itself, whatever is shown.
              activeOptions={{ exact: true }}
              aria-current={shown === set ? 'true' : undefined}
              className="border-line bg-surface hover:bg-raised aria-[current=true]:border-accent flex min-w-0 flex-1 items-baseline gap-2 rounded border px-3 py-2"
            >
              <span
                className={`min-w-8 text-xl font-semibold ${alarming && (count ?? 0) > 0 ? 'text-bad' : 'text-ink'}`}
              >
                {count ?? '–'}
                {atLeast && '+'}
              </span>
              <span className="text-muted text-sm">
                {label}
                {atLeast && <span className="sr-only"> at least; Vault’s lists may hold more</span>}
              </span>
            </Link>
          );
        })}
    </nav>
  );
}
