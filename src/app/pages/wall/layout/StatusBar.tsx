import { CircleDot, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';

import { instant } from '#contract/instant.ts';
import { dateTime, roughly } from '#insight/time/format.ts';

import { tickingText, useTicking } from '../../../components/use-ticking.ts';
import { VaultBadge } from '../../../components/VaultBadge.tsx';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import type { Liveness } from '../../../vaults/liveness.ts';
import { useLiveness } from '../../../vaults/watched.ts';
import type { Wall } from '../use-wall.ts';

type Props = { wall: Wall; zone: string };

/** Word, shape and colour say the same, for those who can't tell one of them. */
export const livenessLooks: Record<
  Liveness['state'],
  { word: string; Icon: LucideIcon; colour: string }
> = {
  loading: { word: 'Loading', Icon: LoaderCircle, colour: 'text-muted' },
  live: { word: 'Live', Icon: CircleDot, colour: 'text-well' },
  late: { word: 'Late', Icon: TriangleAlert, colour: 'text-warning' },
  'not-live': { word: 'Not live', Icon: CloudOff, colour: 'text-bad' },
};

/** Which Vault this is, how live its data is, and a clock: when it stops, the page hangs. */
export function StatusBar({ wall, zone }: Props) {
  const state = useLiveness(wall);
  const { word, Icon, colour } = livenessLooks[state];
  // The badge comes first, and everything is beside it.
  const isBadgeAwaited = wall.session === undefined && state === 'loading';
  return (
    <section
      aria-label="Freshness"
      className={`border-line flex flex-wrap items-center gap-x-[1em] border-b px-[0.6em] py-[0.25em] ${isBadgeAwaited ? 'invisible' : ''}`}
    >
      <VaultBadge session={wall.session} isLarge />
      <span
        data-liveness-word
        className={`inline-flex items-center gap-[0.3em] text-[1.2em] font-semibold ${colour}`}
      >
        <Icon aria-hidden size="1em" />
        {word}
      </span>
      <Ages wall={wall} />
      <span className="ml-auto whitespace-nowrap">
        <Clock zone={zone} /> <span className="text-muted">{zone}</span>
      </span>
    </section>
  );
}

/** Rendered: where times can't be written the wall has to fail, and to reload, not only to stand still. */
function Clock({ zone }: { zone: string }) {
  return useTicking(() => dateTime(instant(vaultNow()), zone));
}

/**
 * Three ages, as each can be fine while another is not: the server may answer while Vault does not,
 * and both may answer while no job changes.
 */
function Ages({ wall: { polling, newest } }: { wall: Wall }) {
  return (
    <dl className="text-muted flex flex-wrap gap-x-[1em]">
      <Age name="Server" read={() => ageText(deviceNow(), polling().lastContact)} />
      <Age name="Vault" read={() => ageText(deviceNow(), polling().asOf)} />
      <Age name="Newest event" read={() => ageText(vaultNow(), newest)} />
    </dl>
  );
}

function Age({ name, read }: { name: string; read: () => string }) {
  return (
    <div className="flex gap-[0.3em] whitespace-nowrap">
      <dt>{name}</dt>
      <dd {...tickingText(read)} className="text-ink" />
    </div>
  );
}

function ageText(now: number, at: number | undefined): string {
  return at === undefined ? 'none yet' : `${roughly(now - at)} ago`;
}
