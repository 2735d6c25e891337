import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useState } from 'react';

import { Button } from '../../../ui/Button.tsx';
import { type ViewId, viewIds, viewOf } from '../views.ts';
import type { Setup } from './use-setup-search.ts';

/** Which views the wall shows, and in which order. */
export function ViewsField({ search, set }: Setup) {
  const [announcement, setAnnouncement] = useState('');
  const hintId = useId();
  const shown = search.view;
  const toggle = (id: ViewId) =>
    set({ view: shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id] });
  const move = (id: ViewId, by: 1 | -1) => {
    const to = shown.indexOf(id) + by;
    set({ view: shown.filter((one) => one !== id).toSpliced(to, 0, id) });
    setAnnouncement(`${viewOf(id).name} is number ${to + 1} of ${shown.length}`);
  };
  const all = [...shown, ...viewIds.filter((id) => !shown.includes(id))].map(viewOf);
  return (
    <fieldset aria-describedby={hintId} className="flex min-w-0 flex-col gap-1">
      <legend className="pb-2 text-sm font-medium">Views</legend>
      <ol className="flex flex-col gap-1">
        {all.map(({ id, name, about }) => (
          <li key={id} className="flex min-h-7 items-center gap-1 text-sm">
            <label className="mr-auto flex min-h-6 min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={shown.includes(id)}
                disabled={shown.length === 1 && shown.includes(id)}
                onChange={() => toggle(id)}
              />
              <span>
                {name} <span className="text-muted">{about}</span>
              </span>
            </label>
            {shown.includes(id) && (
              <span className="flex shrink-0 gap-1">
                <Button
                  aria-label={`Move ${name} up`}
                  unavailable={id === shown[0] ? 'Already first' : undefined}
                  onClick={() => move(id, -1)}
                >
                  <ArrowUp aria-hidden size={14} />
                </Button>
                <Button
                  aria-label={`Move ${name} down`}
                  unavailable={id === shown.at(-1) ? 'Already last' : undefined}
                  onClick={() => move(id, 1)}
                >
                  <ArrowDown aria-hidden size={14} />
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p id={hintId} className="text-muted text-xs">
        The wall shows them one after the other, from top to bottom. At least one is needed.
      </p>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </fieldset>
  );
}
