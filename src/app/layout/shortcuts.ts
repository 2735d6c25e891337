/** The keyboard shortcuts, in the order in which the help panel and the README list them. */
import { pages } from './navigation.ts';

type Shortcut = { keys: string; does: string };

export const shortcuts: readonly Shortcut[] = [
  {
    keys: 'Ctrl K or ⌘ K',
    does: 'Open the palette: go to a page, a job or a title, or run an action',
  },
  { keys: '/', does: 'Search this page, or open the palette where there is no search' },
  { keys: 'j, k', does: 'Next row, previous row' },
  { keys: 'Enter', does: 'Open the job of the row' },
  { keys: 'Arrow keys', does: 'Move along the marks of a chart' },
  ...pages.flatMap(({ key, label }) =>
    key === undefined ? [] : [{ keys: `g ${key}`, does: `Go to ${label}` }],
  ),
  { keys: 'Esc', does: 'Close what is open' },
  { keys: '?', does: 'Show this help' },
];
