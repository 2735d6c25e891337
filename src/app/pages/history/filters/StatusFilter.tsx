import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';

import { historyStatuses } from '#contract/status.ts';
import { lookOf } from '#insight/status/statuses.ts';

import { StatusBadge } from '../../../components/StatusBadge.tsx';
import { useHistorySearch } from '../use-history-search.ts';

type Props = {
  /** How many jobs that match the other filters have each; called while the list is open. */
  count: () => ReadonlyMap<string, number>;
};

/** Filters by any set of statuses; unknown ones are offered once a job has had them. */
export function StatusFilter({ count }: Props) {
  const { search, set } = useHistorySearch('status');
  const id = useId();
  const [open, setOpen] = useState(false);
  const counts = open ? count() : new Map<string, number>();
  const offered = [
    ...new Set([
      ...historyStatuses.map((status) => status.toUpperCase()),
      ...counts.keys(),
      ...search.status,
    ]),
  ];
  const chosen = new Set(search.status);
  const [only] = search.status;
  return (
    <div className="flex flex-col gap-1">
      <span id={`${id}-label`} className="text-muted text-xs">
        Status
      </span>
      <button
        type="button"
        popoverTarget={id}
        aria-describedby={`${id}-label`}
        // As wide for each status: a filter that grows moves all below.
        className="border-edge bg-surface inline-flex h-7 w-48 items-center justify-between gap-2 rounded border px-2 text-sm"
      >
        <span className="truncate">
          {only === undefined
            ? 'Any'
            : search.status.length === 1
              ? lookOf(only).word
              : `${search.status.length} statuses`}
        </span>
        <ChevronDown aria-hidden size={14} />
      </button>
      <fieldset
        id={id}
        popover="auto"
        onToggle={({ newState }) => setOpen(newState === 'open')}
        aria-labelledby={`${id}-label`}
        className="border-line bg-surface text-ink at-button flex-col gap-1 rounded border p-3 shadow-xl open:flex"
      >
        {offered.map((status) => (
          <label key={status} className="flex min-h-6 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={chosen.has(status)}
              onChange={() =>
                set({
                  status: chosen.has(status)
                    ? search.status.filter((one) => one !== status)
                    : [...search.status, status],
                })
              }
            />
            <StatusBadge status={status} />
            <span className="text-muted ml-auto pl-4">
              {counts.size > 0 && (counts.get(status) ?? 0).toLocaleString('en-GB')}
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
