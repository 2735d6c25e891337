import { instant } from '#contract/instant.ts';
import { dateTime } from '#insight/time/format.ts';

import { vaultNow } from '../time/clock.ts';
import type { Source } from './use-export.ts';

type Props = { source: Pick<Source, 'about' | 'zone'> };

/** What controls and notes say on screen: paper has neither, and shows what a file's name would. */
export function PrintedNote({ source: { about, zone } }: Props) {
  const { vault, vaultName, filters, coverage, who } = about;
  return (
    <p className="hidden px-2 py-1 text-sm print:block">
      {vaultName} ({vault}). Filter: {filters}. Times in {zone}.{' '}
      {coverage.kind === 'complete'
        ? 'All jobs that match were read.'
        : `PARTIAL: ${coverage.words}.`}{' '}
      Made {dateTime(instant(vaultNow()), zone)} for {who}.
    </p>
  );
}
