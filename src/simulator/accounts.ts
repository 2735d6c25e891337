/** The users of every simulated Vault: who may sign in, and who creates jobs. */

export type Person = {
  id: number;
  userName: string;
  firstName: string;
  lastName: string;
  zone: string;
};

export type Account = Person & {
  password: string;
  /** The result of signing in with the right password. */
  signIn: 'works' | 'locked' | 'inactive' | 'password-expired' | 'elsewhere';
  seesJobs: boolean;
  startsJobs: boolean;
};

const password = 'simulated';

const rights = { password, signIn: 'works', seesJobs: true, startsJobs: true } as const;

export const accounts: readonly Account[] = [
  { ...person(44533, 'Ada Admin <admin>', 'America/New_York'), ...rights },
  { ...person(44534, 'Rosa Reader <reader>', 'Europe/Berlin'), ...rights, startsJobs: false },
  {
    ...person(44535, 'Noor Nojobs <nojobs>', 'Asia/Tokyo'),
    ...rights,
    seesJobs: false,
    startsJobs: false,
  },
  { ...person(44536, 'Lars Locked <locked>', 'UTC'), ...rights, signIn: 'locked' },
  { ...person(44537, 'Ines Inactive <inactive>', 'UTC'), ...rights, signIn: 'inactive' },
  { ...person(44538, 'Eva Expired <expired>', 'UTC'), ...rights, signIn: 'password-expired' },
  { ...person(44539, 'Eli Elsewhere <elsewhere>', 'UTC'), ...rights, signIn: 'elsewhere' },
  { ...person(51007, 'Maria Keller <maria.keller>', 'Europe/Zurich'), ...rights },
  { ...person(51012, 'James Okafor <james.okafor>', 'America/Chicago'), ...rights },
  { ...person(51020, 'Yuki Tanaka <yuki.tanaka>', 'Asia/Tokyo'), ...rights },
];

/** The demo signs everybody in with these. */
export const demoAdmin = { userName: 'admin@vault.test', password } as const;

/**
 * All users who create jobs; an integration does not sign in here. Vault itself, user 1, is not a
 * record (docs/vault-api.md §8).
 */
export const people: readonly Person[] = [
  ...accounts,
  person(51033, 'Loader Integration <integration>', 'UTC'),
];

/**
 * The account of a user name. Its domain may also be the Vault's host, as real user names end in
 * their company's domain.
 */
export function accountOf(userName: string, host: string): Account | undefined {
  const [local = '', domain = ''] = userName.toLowerCase().split('@');
  const known = ['vault.test', host, host.replace(/:\d+$/, '')];
  if (!known.includes(domain) && !domain.endsWith('.vault.test')) return undefined;
  return accounts.find((account) => account.userName === `${local}@vault.test`);
}

/** A name such as `Ada Admin <admin>`. */
function person(id: number, name: string, zone: string): Person {
  const [, firstName = '', lastName = '', local = ''] = /^(\S+) (\S+) <(.+)>$/.exec(name) ?? [];
  return { id, userName: `${local}@vault.test`, firstName, lastName, zone };
}
