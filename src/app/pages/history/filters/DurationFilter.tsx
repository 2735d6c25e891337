import { memo, useId } from 'react';

import { useDraft } from '../../../url/use-draft.ts';
import { useHistorySearch } from '../use-history-search.ts';

/** How long a run took, in minutes; the URL holds seconds. */
export const DurationFilter = memo(function DurationFilter() {
  const { search, set } = useHistorySearch('longer', 'shorter');
  return (
    <div className="flex gap-2">
      <Minutes
        label="Minimum duration (min)"
        seconds={search.longer}
        onChange={(longer) => set({ longer }, true)}
      />
      <Minutes
        label="Maximum duration (min)"
        seconds={search.shorter}
        onChange={(shorter) => set({ shorter }, true)}
      />
    </div>
  );
});

type Props = {
  label: string;
  seconds: number | undefined;
  onChange: (seconds: number | undefined) => void;
};

function Minutes({ label, seconds, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useDraft(minutes(seconds));
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        type="number"
        min={0}
        step="any"
        value={draft}
        onChange={({ target: { value, valueAsNumber } }) => {
          const next = Number.isNaN(valueAsNumber) ? undefined : Math.round(valueAsNumber * 60);
          setDraft(value, minutes(next));
          onChange(next);
        }}
        className="border-edge bg-surface h-7 w-24 rounded border px-2 text-sm"
      />
    </div>
  );
}

function minutes(seconds: number | undefined): string {
  return seconds === undefined ? '' : String(seconds / 60);
}
