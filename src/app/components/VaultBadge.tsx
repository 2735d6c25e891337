import type { Session } from '#contract/session.ts';

import { Icon, icons } from '../ui/Icon.tsx';
import { kindWord } from './vault-label.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

type Props = {
  session:
    | Pick<SignedIn, 'kind' | 'simulated' | 'vault'>
    | { kind: 'signed-out'; simulated: boolean }
    | undefined;
  /** To be read across a room. */
  isLarge?: boolean;
};

/**
 * Which Vault this is, so that a sandbox is never mistaken for production: production is filled, a
 * sandbox has a dashed frame. Padding follows the text, as the wall has its own sizes.
 */
export function VaultBadge({ session, isLarge = false }: Props) {
  if (session === undefined) return null;
  const frame = isLarge ? 'border-2' : 'border';
  const box = 'inline-flex min-w-0 items-center gap-[0.4em] rounded px-[0.6em] py-[0.1em]';
  if (session.simulated) {
    return (
      <span
        title={
          session.kind === 'signed-in'
            ? `No real Vault: ${session.vault.host} is simulated`
            : undefined
        }
        className={`${box} ${frame} border-warning text-warning border-dashed font-semibold`}
      >
        <Icon path={icons.flask} size={isLarge ? '1em' : 16} />
        Simulated Vault
      </span>
    );
  }
  if (session.kind === 'signed-out') return null;
  const { vault } = session;
  const word = kindWord(vault);
  return (
    <span
      title={vault.host}
      data-vault-colour={vault.colour ?? 'grey'}
      className={`${box} ${frame} ${looks[vault.kind ?? 'unknown']}`}
    >
      {/* On a wall nobody can point at what is cut off, and there is room. */}
      <bdi className={`font-semibold ${isLarge ? '' : 'max-w-48 truncate'}`}>{vault.name}</bdi>
      {word !== undefined && <> {word}</>}
    </span>
  );
}

/** Forced colours take fillings and colours away: words and frames are still there. */
const looks = {
  production: 'bg-vault text-on-accent border-solid border-transparent',
  sandbox: 'border-vault text-vault border-dashed',
  unknown: 'border-vault text-vault border-solid',
} as const;
