import {
  CircleDot,
  CloudOff,
  FlaskConical,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';

import { instant } from '#contract/instant.ts';
import type { Session } from '#contract/session.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import { dateTime } from '../../../time/format.ts';
import { type Trust, trust } from '../liveness.ts';
import type { Wall } from '../model.ts';
import { Ages } from './Freshness.tsx';

type Props = { wall: Wall; zone: string };

/** Words say the same as the colour, and the shape says it once more. */
const looks: Record<Trust['tone'], { word: string; Icon: LucideIcon; colour: string }> = {
  waiting: { word: 'Asking Vault', Icon: LoaderCircle, colour: 'text-muted' },
  live: { word: 'Live', Icon: CircleDot, colour: 'text-well' },
  late: { word: 'Late', Icon: TriangleAlert, colour: 'text-warning' },
  lost: { word: 'Not live', Icon: CloudOff, colour: 'text-bad' },
};

/** Which Vault, how far what is below can be believed, and a clock whose standstill shows a hung page. */
export function Bar({ wall, zone }: Props) {
  const tone = useTicking(() => trust(wall.heard(), deviceNow()).tone);
  const clock = useTicking(() => dateTime(instant(vaultNow()), zone));
  const { word, Icon, colour } = looks[tone];
  return (
    <section
      aria-label="Freshness"
      className="border-line flex flex-wrap items-center gap-x-[1em] border-b px-[0.6em] py-[0.25em]"
    >
      <Badge session={wall.session} />
      <span
        data-tone={tone}
        className={`inline-flex items-center gap-[0.3em] text-[1.2em] font-semibold ${colour}`}
      >
        <Icon aria-hidden size="1em" />
        {word}
      </span>
      <Ages wall={wall} />
      <span className="ml-auto whitespace-nowrap">
        {clock} <span className="text-muted">{zone}</span>
      </span>
    </section>
  );
}

/** A sandbox must not be taken for production, from any distance. */
function Badge({ session }: { session: Session | undefined }) {
  if (session === undefined) return undefined;
  if (session.simulated) {
    return (
      <span className="border-warning text-warning inline-flex items-center gap-[0.3em] rounded border-2 border-dashed px-[0.4em] font-semibold">
        <FlaskConical aria-hidden size="1em" />
        Simulated Vault
      </span>
    );
  }
  if (session.kind === 'signed-out') return undefined;
  return (
    <span className="border-edge rounded border-2 px-[0.4em] font-semibold">
      {session.vault.name}
    </span>
  );
}
