import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useState } from 'react';

import { Button } from '../../../ui/Button.tsx';
import { type View, views } from '../search.ts';
import type { Setup } from './use-setup-search.ts';

const names: Record<View, { name: string; about: string }> = {
  now: { name: 'Now', about: 'what needs attention, runs or waits' },
  failures: { name: 'Failures', about: 'what failed in the last 24 hours' },
  next: { name: 'Next', about: 'what is planned, soonest first' },
  throughput: { name: 'Throughput', about: 'how much was done, hour by hour' },
};

/** What the wall shows in turn: ticked or not, and in which order. */
export function ViewsField({ search, set }: Setup) {
  const [said, setSaid] = useState('');
  const id = useId();
  const shown = search.view;
  const toggle = (view: View) =>
    set({ view: shown.includes(view) ? shown.filter((one) => one !== view) : [...shown, view] });
  const move = (view: View, by: 1 | -1) => {
    const to = shown.indexOf(view) + by;
    set({ view: shown.filter((one) => one !== view).toSpliced(to, 0, view) });
    setSaid(`${names[view].name} is number ${to + 1} of ${shown.length}`);
  };
  return (
    <fieldset aria-describedby={id} className="flex min-w-0 flex-col gap-1">
      <legend className="pb-2 text-sm font-medium">Views</legend>
      <ol className="flex flex-col gap-1">
        {[...shown, ...views.filter((view) => !shown.includes(view))].map((view) => (
          <li key={view} className="flex min-h-7 items-center gap-1 text-sm">
            <label className="mr-auto flex min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={shown.includes(view)}
                disabled={shown.length === 1 && shown.includes(view)}
                onChange={() => toggle(view)}
              />
              <span>
                {names[view].name} <span className="text-muted">{names[view].about}</span>
              </span>
            </label>
            {shown.includes(view) && (
              <>
                <Button
                  aria-label={`${names[view].name}: earlier`}
                  unavailable={view === shown[0] ? 'It is the first' : undefined}
                  onClick={() => move(view, -1)}
                >
                  <ArrowUp aria-hidden size={14} />
                </Button>
                <Button
                  aria-label={`${names[view].name}: later`}
                  unavailable={view === shown.at(-1) ? 'It is the last' : undefined}
                  onClick={() => move(view, 1)}
                >
                  <ArrowDown aria-hidden size={14} />
                </Button>
              </>
            )}
          </li>
        ))}
      </ol>
      <p id={id} className="text-muted text-xs">
        Shown in turn, from the top; at least one. With a single one nothing ever changes but its
        own pages.
      </p>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </fieldset>
  );
}
