/** What ranges that have a name are called: none of it is needed before somebody chooses one. */
import type { Preset } from './presets.ts';

export const presetWords: Record<Preset, string> = {
  all: 'Any time',
  'last-hour': 'Last hour',
  'last-24h': 'Last 24 hours',
  'last-night': 'Last night (18:00 to 08:00)',
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  'last-week': 'Last week (from Monday)',
  'this-month': 'This month',
  'last-month': 'Last month',
};
