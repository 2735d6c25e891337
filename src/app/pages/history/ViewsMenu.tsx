import { Link, useRouter } from '@tanstack/react-router';
import { ChevronDown, Trash2 } from 'lucide-react';
import { type FormEvent, memo, useState } from 'react';

import { setPreference, usePreference } from '../../preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { writeSearch } from '../../url/search.ts';
import { defaults, readView } from './search.ts';

const id = 'saved-views';

type Props = { zone: string };

/**
 * Saves filters, sort, columns and zone under a name; History can open with one of them. Like the
 * filters, it isn't rendered when the page is turned.
 */
export const ViewsMenu = memo(function ViewsMenu({ zone }: Props) {
  const views = usePreference('views');
  const chosen = usePreference('defaultView');
  // Read when something is done with it: the menu looks the same whatever the search is.
  const router = useRouter();
  const [message, setMessage] = useState<string>();

  // Not the page: it says where the rows were read, not which rows these are.
  const kept = () => {
    const search = new URLSearchParams(router.state.location.searchStr);
    search.delete('page');
    search.delete('ignored');
    return search.size === 0 ? '' : `?${search.toString()}`;
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form).get('name');
    const name = typeof typed === 'string' ? typed.trim() : '';
    if (name === '') return;
    setPreference('views', [
      ...views.filter((view) => view.name !== name),
      { name, search: kept() },
    ]);
    form.reset();
  };
  // The link names its zone: last night is another night elsewhere.
  const copyLink = async () => {
    const {
      page: _,
      ignored: __,
      ...shared
    } = {
      ...readView(router.state.location.searchStr),
      zone,
    };
    const changed = Object.entries(shared).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(defaults, name)),
    );
    const url = new URL(`history${writeSearch(Object.fromEntries(changed))}`, document.baseURI);
    await navigator.clipboard.writeText(url.href);
    setMessage('Link copied');
  };

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        onClick={() => setMessage(undefined)}
        className="border-edge bg-surface hover:bg-raised inline-flex h-7 items-center gap-1 rounded border px-2 text-sm"
      >
        Views
        <ChevronDown aria-hidden size={14} />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Saved views"
        className="border-line bg-surface text-ink at-button w-96 flex-col gap-2 rounded border p-4 text-sm shadow-xl open:flex"
      >
        {views.length === 0 && <p className="text-muted">No saved views yet.</p>}
        <ul className="flex flex-col gap-1">
          {views.map((view) => (
            <li key={view.name} className="flex items-center gap-2">
              <Link
                to="/history"
                search={readView(view.search)}
                onClick={({ currentTarget }) =>
                  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                }
                className="text-accent mr-auto min-w-0 truncate underline"
              >
                {view.name}
              </Link>
              <label className="text-muted flex items-center gap-1">
                <input
                  type="checkbox"
                  checked={chosen === view.name}
                  onChange={() =>
                    setPreference('defaultView', chosen === view.name ? undefined : view.name)
                  }
                />
                open by default
              </label>
              <Button
                variant="quiet"
                aria-label={`Delete view ${view.name}`}
                onClick={() =>
                  setPreference(
                    'views',
                    views.filter((one) => one !== view),
                  )
                }
              >
                <Trash2 aria-hidden size={14} />
              </Button>
            </li>
          ))}
        </ul>
        <form onSubmit={save} className="flex gap-2">
          <input
            name="name"
            aria-label="Name of the view"
            placeholder="Name this view"
            maxLength={60}
            required
            className="border-edge bg-surface h-7 min-w-0 flex-1 rounded border px-2"
          />
          <Button type="submit">Save</Button>
        </form>
        <Button
          onClick={() =>
            void copyLink().catch(() => setMessage('The browser did not allow copying'))
          }
        >
          <span aria-live="polite">{message ?? 'Copy a link to this view'}</span>
        </Button>
      </div>
    </>
  );
});
