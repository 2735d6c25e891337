/** What a file says of itself, in lines of name and words. */
import { offsetsOf } from '#contract/zone.ts';

import { number } from '../ui/number.ts';
import { zonedText } from './formats/zoned-text.ts';
import type { Sheet } from './table.ts';

export function aboutRows({ about, zone }: Sheet, rows: number): [name: string, words: string][] {
  const offsetAt = offsetsOf(zone);
  const at = (moment: number | undefined) =>
    moment === undefined ? 'no limit' : zonedText(moment, offsetAt);
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
    ['Times', `In ${zone}, with the offset from UTC; columns named UTC in UTC`],
    ['Started', 'When the job began to run; blank while it has not'],
    ['Planned', 'When it was to run; blank where Vault no longer says so'],
    [
      'Created to start',
      'From the creation of the job to its start, including the time until it was due',
    ],
    ['Late (s)', 'Seconds from planned to actual start, or until now while it is overdue'],
    ['Exported at', at(about.madeMs)],
    ['Exported by', about.who],
    ['Exported with', about.app],
  ];
}
