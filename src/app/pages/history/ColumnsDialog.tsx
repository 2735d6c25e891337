import { ArrowDown, ArrowUp, Minus, Plus } from 'lucide-react';

import { columnsFor } from '../../jobs/columns/cells.tsx';
import { jobColumns } from '../../jobs/columns/columns.ts';
import { setPreference, usePreference } from '../../preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { type ColumnId, historyColumns, defaults } from './search.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = { onClose: () => void };

const step = 24;

/** Chooses the columns, their order and width; also for the keyboard, where dragging can't be. */
export function ColumnsDialog({ onClose }: Props) {
  const { search, set } = useHistorySearch();
  const widths = usePreference('columnWidths');
  const shown = search.columns;
  const choose = (columns: ColumnId[]) => set({ columns, page: search.page }, true);
  const move = (id: ColumnId, by: number) => {
    const index = shown.indexOf(id);
    const without = shown.filter((one) => one !== id);
    choose(without.toSpliced(index + by, 0, id));
  };
  const widen = (id: ColumnId, by: number) => {
    const first = columnsFor([id], 'UTC')[0]?.width ?? 100;
    setPreference('columnWidths', { ...widths, [id]: Math.max(60, (widths[id] ?? first) + by) });
  };
  return (
    <Dialog title="Columns" onClose={onClose}>
      <ul className="flex flex-col gap-1 py-3">
        {[...shown, ...historyColumns.filter((id) => !shown.includes(id))].map((id) => {
          const index = shown.indexOf(id);
          return (
            <li key={id} className="flex items-center gap-1 text-sm">
              <label className="mr-auto flex min-h-6 items-center gap-2">
                <input
                  type="checkbox"
                  checked={index !== -1}
                  disabled={index !== -1 && shown.length === 1}
                  onChange={() =>
                    choose(index === -1 ? [...shown, id] : shown.filter((one) => one !== id))
                  }
                />
                {jobColumns[id].header}
              </label>
              {index !== -1 && (
                <>
                  <Button
                    aria-label={`${jobColumns[id].header}: narrower`}
                    onClick={() => widen(id, -step)}
                  >
                    <Minus aria-hidden size={14} />
                  </Button>
                  <Button
                    aria-label={`${jobColumns[id].header}: wider`}
                    onClick={() => widen(id, step)}
                  >
                    <Plus aria-hidden size={14} />
                  </Button>
                  <Button
                    aria-label={`Move ${jobColumns[id].header} up`}
                    disabled={index === 0}
                    onClick={() => move(id, -1)}
                  >
                    <ArrowUp aria-hidden size={14} />
                  </Button>
                  <Button
                    aria-label={`Move ${jobColumns[id].header} down`}
                    disabled={index === shown.length - 1}
                    onClick={() => move(id, 1)}
                  >
                    <ArrowDown aria-hidden size={14} />
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div className="flex justify-between">
        <Button
          variant="quiet"
          onClick={() => {
            choose(defaults.columns);
            setPreference('columnWidths', {});
          }}
        >
          Reset to default
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
