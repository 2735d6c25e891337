/** How a Vault is known from others: its name, its kind and its colour. */
import * as v from 'valibot';

/**
 * As the operator says; Vault itself names the kind to administrators of its domain alone
 * (docs/vault-api.md §8).
 */
export const vaultKinds = ['production', 'sandbox'] as const;

/** In the order in which Vaults without a colour get one; `src/app/index.css` has their values. */
export const vaultColours = [
  'grey',
  'blue',
  'purple',
  'teal',
  'brown',
  'pink',
  'green',
  'red',
] as const;

export type VaultKind = (typeof vaultKinds)[number];
export type VaultColour = (typeof vaultColours)[number];

/** A Vault one may sign in to. `name` is what its badge says, such as Acme EU. */
export const vault = v.object({
  host: v.string(),
  name: v.string(),
  /** Undefined where nobody has said. */
  kind: v.optional(v.picklist(vaultKinds)),
  colour: v.optional(v.picklist(vaultColours)),
});

export type Vault = v.InferOutput<typeof vault>;

export function isVaultKind(text: string): text is VaultKind {
  return vaultKinds.some((kind) => kind === text);
}

export function isVaultColour(text: string): text is VaultColour {
  return vaultColours.some((colour) => colour === text);
}
