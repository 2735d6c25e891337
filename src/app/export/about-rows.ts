/** What a file says of itself, in lines of name and words. */
import { number } from './failure.ts';
import type { Sheet } from './table.ts';
import { offsets, zonedText } from './zoned-text.ts';

export function aboutRows({ about, zone }: Sheet, rows: number): [name: string, words: string][] {
  const offsetAt = offsets(zone);
  const at = (moment: number | undefined) =>
    moment === undefined ? 'open' : zonedText(moment, offsetAt);
  return [
    ['Vault', `${about.vaultName} (${about.vault})`],
    ['View', about.view],
    ['Filters', about.filters],
    ['From', at(about.from)],
    ['To', at(about.to)],
    ['Rows', number(rows)],
    [
      'Coverage',
      about.coverage.kind === 'complete' ? 'Complete' : `PARTIAL: ${about.coverage.words}`,
    ],
    [
      'Times',
      `On the clocks of ${zone}, with their offset from UTC beside; columns named utc in UTC`,
    ],
    ['run_start', 'When the job began to run; blank while it has not'],
    ['planned_start', 'When it was to run; blank where Vault no longer says so'],
    [
      'created_to_start_s',
      'Seconds from the making of the run to its start, planned time included',
    ],
    ['late_s', 'Seconds from planned to actual start, or until now while it waits past its plan'],
    ['Made', at(about.madeMs)],
    ['Made by', about.who],
    ['Made with', about.app],
  ];
}
