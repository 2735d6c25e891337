import { instant } from '#contract/instant.ts';

import { deviceNow, useTicking, vaultNow } from '../../time/clock.ts';
import { clockTime, roughly } from '../../time/format.ts';
import type { Wall } from './model.ts';
import { trust, type Cause } from './trust.ts';

type Props = { wall: Wall; zone: string };

const causes: Record<Cause, string> = {
  server: 'The Jobwatch server does not answer',
  vault: 'Vault does not answer',
  maintenance: 'Vault is down for maintenance',
  'signed-out': 'This display is signed out of Vault',
  'no-right': 'The display’s account lacks the right to see jobs',
  limited: 'Vault has been asked too often',
};

/** Which Vault, what time it is, and how old what is below is: by words, shape and colour. */
export function Bar({ wall, zone }: Props) {
  const { session, heard } = wall;
  const tone = useTicking(() => trust(heard(), deviceNow()).tone);
  const cause = useTicking(() => trust(heard(), deviceNow()).cause ?? '');
  const clock = useTicking(() => clockTime(instant(vaultNow()), zone, vaultNow()));
  const age = useTicking(() => {
    const { asOf } = heard();
    return asOf === undefined ? 'no data yet' : `${roughly(deviceNow() - asOf)} old`;
  });
  const vault = session?.kind === 'signed-in' ? session.vault.name : '';
  return (
    <header className="flex items-baseline gap-[1em] px-[0.5em]">
      <span className="font-semibold">{session?.simulated ? 'Simulated Vault' : vault}</span>
      <span data-tone={tone}>
        {tone}: {age} {cause !== '' && causes[cause]}
      </span>
      <span className="ml-auto">
        {clock} {zone}
      </span>
    </header>
  );
}
