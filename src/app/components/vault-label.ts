/** What a Vault is called where there are only words, such as in the tab. */
import type { Session } from '#contract/session.ts';
import type { Vault } from '#contract/vault.ts';

type SignedIn = Extract<Session, { kind: 'signed-in' }>;

const words = { production: 'Production', sandbox: 'Sandbox' } as const;

/** Undefined where the kind is unknown, or the name says it already. */
export function kindWord({ name, kind }: Pick<Vault, 'name' | 'kind'>): string | undefined {
  if (kind === undefined) return undefined;
  const said = name.toLowerCase().split(/[^a-z]+/);
  return said.includes(kind) ? undefined : words[kind];
}

export function vaultLabel(vault: Pick<Vault, 'name' | 'kind'>): string {
  const word = kindWord(vault);
  return word === undefined ? vault.name : `${vault.name} (${word})`;
}

export function shownVault({ simulated, vault }: Pick<SignedIn, 'simulated' | 'vault'>): string {
  return simulated ? 'Simulated Vault' : vaultLabel(vault);
}
