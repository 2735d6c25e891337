/**
 * The pages that a viewer can go to, in the order in which they are offered. The header, the
 * palette, the keyboard shortcuts and their list all read them from here.
 */
type Page = {
  to: string;
  label: string;
  /** The letter that leads there after `g`. */
  key: string | undefined;
  inHeader: boolean;
};

export const pages = [
  { to: '/', label: 'Overview', key: 'o', inHeader: true },
  { to: '/history', label: 'History', key: 'h', inHeader: true },
  { to: '/insights', label: 'Insights', key: 'i', inHeader: true },
  { to: '/wall/setup', label: 'Set up a wall display', key: undefined, inHeader: false },
  { to: '/settings', label: 'Settings', key: 's', inHeader: true },
] as const satisfies readonly Page[];
