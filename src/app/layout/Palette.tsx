import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useRef, useState } from 'react';

import { lookOf } from '#insight/status/statuses.ts';
import { folded, wordTest } from '#insight/status/title-search.ts';
import { shownTitle } from '#insight/status/title.ts';

import { type JobList, monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { dot } from '../ui/dot.ts';
import { pressedKey } from '../ui/key-press.ts';
import { pages } from './navigation.ts';
import { useActions } from './use-actions.ts';
import { useSignOut } from './use-sign-out.ts';

type Props = { onClose: () => void };

type Entry = {
  key: string;
  label: string;
  detail: string;
  go: () => void;
  /** It takes a moment and may fail, which is said here. */
  stays?: boolean;
};

const most = 12;
/** They come before their jobs, which must not be out of sight for them. */
const mostTitles = 4;

/**
 * Goes to a page, a title, a job by its id or by words of its title, or a search of History, and runs
 * the actions of the menu.
 */
export function Palette({ onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { entries, failure } = useEntries(typed);
  const place = Math.min(at, entries.length - 1);
  const chosen = entries[place];
  const choose = (entry: Entry | undefined) => {
    entry?.go();
    if (entry?.stays !== true) onClose();
  };

  const pressed = (event: KeyboardEvent) => {
    const key = pressedKey(event.nativeEvent);
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const by = key === 'ArrowDown' ? 1 : -1;
      setAt((at + by + entries.length) % Math.max(entries.length, 1));
    }
    if (key === 'Enter') {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <Dialog title="Go to" onClose={onClose} first={input}>
      <input
        ref={input}
        role="combobox"
        aria-label="A page, an action, a job’s title or ID"
        placeholder="A page, an action, a job’s title or ID"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${place}`}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
        className="border-edge bg-surface mt-3 h-9 w-full rounded border px-2 text-base"
      />
      <div
        id={id}
        role="listbox"
        aria-label="Pages, actions and jobs"
        className="max-h-96 overflow-y-auto pt-2"
      >
        {entries.map((entry, nth) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are the combobox's
          <div
            key={entry.key}
            id={`${id}-${nth}`}
            role="option"
            ref={entry === chosen ? scrollIntoView : undefined}
            tabIndex={-1}
            aria-selected={entry === chosen}
            onClick={() => choose(entry)}
            className="aria-selected:bg-raised flex cursor-pointer items-baseline gap-3 rounded px-2 py-1 text-sm"
          >
            <bdi className="min-w-0 truncate">{entry.label}</bdi>
            <span className="text-muted ml-auto shrink-0 text-xs">{entry.detail}</span>
          </div>
        ))}
      </div>
      {failure !== undefined && (
        <p role="status" className="text-bad pt-2 text-sm">
          {failure}
        </p>
      )}
    </Dialog>
  );
}

/** The focus stays in the input, so nothing else scrolls to what the arrow keys have chosen. */
function scrollIntoView(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' });
}

function useEntries(typed: string): { entries: Entry[]; failure: string | undefined } {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { signOut, asks, failure } = useSignOut();
  const actions: Entry[] = [
    ...useActions()
      .filter(({ isMinor }) => isMinor !== true || typed.trim() !== '')
      .map(({ label, isChosen, run }) => ({
        key: label,
        label,
        detail: isChosen === true ? 'in use' : 'action',
        go: run,
      })),
    {
      key: 'sign-out',
      label: asks ? 'Sign out and remove the finished jobs kept in this browser' : 'Sign out',
      detail: 'action',
      go: signOut,
      stays: true,
    },
  ];
  const wanted = folded(typed).trim();
  const isWanted = wordTest(typed);
  const toPages: Entry[] = pages.map(({ to, label, key }) => ({
    key: label,
    label,
    detail: key === undefined ? '' : `g ${key}`,
    go: () => void navigate({ to }),
  }));
  const open = (id: string) => () => void navigate({ to: '/jobs/$id', params: { id } });
  const listed = [monitorsQuery.queryKey, recentHistoriesQuery.queryKey].flatMap(
    (key) => cache.getQueryData<JobList>(key)?.jobs ?? [],
  );
  const titles = [...new Set(listed.map(({ title }) => title))]
    .filter((title) => wanted !== '' && isWanted(title))
    .slice(0, mostTitles)
    .map((title) => ({
      key: `title ${title}`,
      label: shownTitle(title),
      detail: 'all runs',
      go: () => void navigate({ to: '/titles', search: { title } }),
    }));
  const jobs = listed
    .filter(({ id, title }) => wanted !== '' && (folded(id).startsWith(wanted) || isWanted(title)))
    .map(({ id, title, status }) => ({
      key: id,
      label: shownTitle(title),
      detail: `${lookOf(status).word}${dot}${id}`,
      go: open(id),
    }));
  const known = new Set<string>(jobs.map(({ key }) => key));
  const typedId = typed.trim().normalize('NFKC'); // full-width digits are digits
  const isId = /^[a-z0-9_-]{1,64}$/i.test(typedId) && /\d/.test(typedId);
  const entries = [
    ...(isId && !known.has(typedId)
      ? [{ key: 'id', label: `Job ${typedId}`, detail: 'by its ID', go: open(typedId) }]
      : []),
    ...toPages.filter(({ label }) => folded(label).includes(wanted)),
    ...actions.filter(({ label }) => isWanted(label)),
    ...titles,
    ...[...new Map(jobs.map((job) => [job.key, job])).values()].slice(0, most),
    ...(wanted === ''
      ? []
      : [
          {
            key: 'search',
            label: `Search history for “${typed.trim()}”`,
            detail: 'titles',
            go: () => void navigate({ to: '/history', search: { title: typed.trim() } }),
          },
        ]),
  ];
  return { entries, failure };
}
