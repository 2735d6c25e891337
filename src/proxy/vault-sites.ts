/** The Vaults that viewers may sign in to, as `VAULT_URL` names them. */
import * as v from 'valibot';

import { isVaultColour, isVaultKind, vaultColours, vaultKinds } from '#contract/vault.ts';
import type { VaultColour, VaultKind } from '#contract/vault.ts';
import { isZone } from '#contract/zone.ts';

import { origin, type Refuse } from './config-address.ts';
import { isLoopback } from './http/loopback.ts';

/** A Vault one may sign in to. `host` (with a port, if it has one) is its identity everywhere. */
export type VaultSite = {
  host: string;
  name: string;
  origin: string;
  /** Undefined where nobody has said: it is never guessed, least of all from a name. */
  kind?: VaultKind;
  colour?: VaultColour;
  /** How its dates are read, where `VAULT_TIMES` does not say it: `utc` or an IANA zone. */
  times?: string;
};

/** The value of `VAULT_URL`: entries separated by commas. */
export const vaultSites = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue }) => {
    const refuse = (message: string) => addIssue({ message });
    const sites = dataset.value.split(',').flatMap((entry) => site(entry.trim(), refuse) ?? []);
    if (hasRepeats(sites.map(({ host }) => host))) refuse('names the same Vault twice.');
    else if (hasRepeats(sites.map(({ name, kind = '' }) => `${name.toLowerCase()} ${kind}`))) {
      refuse('gives two Vaults the same name: their badges would be alike.');
    }
    return sites;
  }),
);

function hasRepeats(texts: string[]): boolean {
  return new Set(texts).size < texts.length;
}

/** `https://host`, `Name=https://host` or `Name|kind|colour|zone|https://host`. */
function site(entry: string, refuse: Refuse): VaultSite | undefined {
  const { name, words, address } = partsOf(entry);
  const url = origin(address, refuse);
  if (url === undefined) return undefined;
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    refuse(`"${address}" must be https: a session would cross the network in the open.`);
  }
  return {
    host: url.host,
    name: name || url.host,
    origin: url.origin,
    ...wordsOf(words, refuse),
  };
}

function partsOf(entry: string): { name: string; words: string[]; address: string } {
  if (entry.includes('|')) {
    const [name = '', ...rest] = entry.split('|').map((part) => part.trim());
    return { name, words: rest.slice(0, -1), address: rest.at(-1) ?? '' };
  }
  const [, name = '', address = entry] = /^([^=/:]+)=(.*)$/.exec(entry) ?? [];
  return { name: name.trim(), words: [], address };
}

/** Each may be left out, and an empty part says nothing. */
function wordsOf(words: string[], refuse: Refuse): Pick<VaultSite, 'kind' | 'colour' | 'times'> {
  let kind: VaultKind | undefined;
  let colour: VaultColour | undefined;
  let times: string | undefined;
  for (const written of words.filter((one) => one !== '')) {
    const word = written.toLowerCase();
    if (isVaultKind(word) && kind === undefined) kind = word;
    else if (isVaultColour(word) && colour === undefined) colour = word;
    // Every other zone has a slash: so no misspelled colour is one, such as `Navajo`.
    else if (isVaultTimes(written) && times === undefined) times = vaultTimes(written);
    else {
      refuse(
        `"${word}" must be one kind (${vaultKinds.join(' or ')}), one colour (${vaultColours.join(', ')}) or one zone for its dates (utc, or such as Europe/Berlin).`,
      );
    }
  }
  return { ...(kind && { kind }), ...(colour && { colour }), ...(times && { times }) };
}

function isVaultTimes(text: string): boolean {
  return isZone(text) && (text.includes('/') || text.toLowerCase() === 'utc');
}

/** One spelling of UTC. */
export function vaultTimes(zone: string): string {
  return zone.toLowerCase() === 'utc' ? 'utc' : zone;
}

/** The first colours that no other Vault has, for those that were given none. */
export function coloursOf(sites: readonly VaultSite[]): VaultColour[] {
  const free = vaultColours.filter((one) => sites.every(({ colour }) => colour !== one));
  return sites.map(({ colour }) => colour ?? free.shift() ?? 'grey');
}
