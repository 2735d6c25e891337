import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import { roughly } from '../../../time/format.ts';
import type { Wall } from '../model.ts';

type Props = { wall: Wall };

/**
 * Three ages, as each can be fine while another is not: the server may answer while Vault doesn't,
 * and both may answer while no job moves.
 */
export function Ages({ wall: { heard, newest } }: Props) {
  const server = useTicking(() => ago(deviceNow(), heard().contact));
  const vault = useTicking(() => ago(deviceNow(), heard().asOf));
  const event = useTicking(() => ago(vaultNow(), newest));
  return (
    <dl className="text-muted flex flex-wrap gap-x-[1em]">
      <Age name="Server" value={server} />
      <Age name="Vault" value={vault} />
      <Age name="Newest event" value={event} />
    </dl>
  );
}

function Age({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex gap-[0.3em] whitespace-nowrap">
      <dt>{name}</dt>
      <dd className="text-ink">{value}</dd>
    </div>
  );
}

function ago(now: number, at: number | undefined): string {
  return at === undefined ? 'none yet' : `${roughly(now - at)} ago`;
}
