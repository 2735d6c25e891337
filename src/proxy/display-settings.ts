/** The settings of wall displays: the accounts that they look through, and the secret in their link. */
import * as v from 'valibot';

import type { Refuse } from './config-address.ts';
import type { VaultSite } from './vault-sites.ts';

export type DisplaySettings = { token: string; accounts: DisplayCredentials[] };

export type DisplayCredentials = {
  /** Of the Vault; undefined for the first, which with a simulated one is not known yet. */
  host: string | undefined;
  userName: string;
  password: string;
};

const ofUserName = v.maxLength<string, 255, string>(
  255,
  'is longer than any user name of Vault’s.',
);
const ofPassword = v.maxLength<string, 255, string>(255, 'is longer than any password of Vault’s.');

/** Part of the environment’s schema. */
export const displayEntries = {
  DISPLAY_USERNAME: v.optional(v.pipe(v.string(), ofUserName)),
  DISPLAY_PASSWORD: v.optional(v.pipe(v.string(), ofPassword)),
  DISPLAY_ACCOUNTS: v.optional(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        if (dataset.typed) accountsOf(dataset.value, (message) => addIssue({ message }));
      }),
    ),
  ),
  DISPLAY_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^[\w-]{32,256}$/,
        'must be 32 to 256 letters, digits, - or _, and random (openssl rand -hex 32).',
      ),
    ),
  ),
};

type Values = Partial<Record<keyof typeof displayEntries, string | undefined>>;
type Read = { display: DisplaySettings | undefined; faults: string[] };

/**
 * All of it or nothing: what a display lacks would show only on the wall. `vaults`: undefined where
 * `VAULT_URL` can't be read.
 */
export function readDisplay(values: Values, vaults: readonly VaultSite[] | undefined): Read {
  const { DISPLAY_USERNAME: userName, DISPLAY_PASSWORD: password, DISPLAY_TOKEN: token } = values;
  const faults: string[] = [];
  const lacks = (name: string, how: string) => faults.push(`${name}: is not set, yet ${how}`);
  const isFirst = userName !== undefined || password !== undefined;
  const listed = accountsOf(values.DISPLAY_ACCOUNTS ?? '', () => undefined);
  const needsAccount = token !== undefined && values.DISPLAY_ACCOUNTS === undefined;
  if (userName === undefined && (isFirst || needsAccount)) {
    lacks('DISPLAY_USERNAME', 'a display needs a Vault user of its own.');
  }
  if (password === undefined && (isFirst || needsAccount)) {
    lacks('DISPLAY_PASSWORD', 'a display needs the password of its Vault user.');
  }
  if (token === undefined && (isFirst || listed.length > 0)) {
    lacks('DISPLAY_TOKEN', 'a display needs a secret for its link (openssl rand -hex 32).');
  }
  const first = vaults?.[0]?.host;
  const hosts = [...(isFirst && first ? [first] : []), ...listed.map(({ host }) => host)];
  for (const host of new Set(hosts)) {
    if (vaults?.every((site) => site.host !== host))
      faults.push(`DISPLAY_ACCOUNTS: ${host} is no Vault of VAULT_URL.`);
    if (hosts.filter((one) => one === host).length > 1) {
      faults.push(`DISPLAY_ACCOUNTS: ${host} has two accounts for displays.`);
    }
  }
  if (token === undefined || faults.length > 0) return { display: undefined, faults };
  const own =
    userName === undefined || password === undefined
      ? []
      : [{ host: undefined, userName, password }];
  return { display: { token, accounts: [...own, ...listed] }, faults };
}

/** No fault quotes more than the number of an entry: there are passwords in all of them. */
function accountsOf(text: string, refuse: Refuse): (DisplayCredentials & { host: string })[] {
  if (text === '') return [];
  return text.split(',').flatMap((entry, at) => {
    const which = `account ${at + 1}`;
    const parts = entry.split('|').map((part) => part.trim());
    const [userName, password] = parts.slice(0, 2).map(decoded);
    const address = parts[2] ?? '';
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (parts.length !== 3 || url === undefined || !/^https?:$/.test(url.protocol)) {
      refuse(`${which} must look like user|password|https://vault.example.com.`);
    } else if (url.href !== `${url.origin}/`) {
      refuse(`${which} must end with the address of a Vault, as it stands in VAULT_URL.`);
    } else if (!userName || !password) {
      refuse(`${which} must have a user name and a password, with , | and % as %2C, %7C and %25.`);
    } else if (userName.length > 255 || password.length > 255) {
      refuse(`${which} has a user name or password that is longer than any of Vault’s.`);
    } else {
      return [{ host: url.host, userName, password }];
    }
    return [];
  });
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
