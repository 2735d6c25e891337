/** The environment, read once: either a whole configuration, or all its faults by name. */
import * as v from 'valibot';

import { isZone } from '#contract/zone.ts';

import { isRedisUrl, origin } from './config-address.ts';
import { type DisplaySettings, displayEntries, readDisplay } from './display-settings.ts';
import { readOutgoingProxy, type OutgoingProxy } from './outgoing-proxy.ts';
import { vaultSites, vaultTimes, type VaultSite } from './vault-sites.ts';

export type Environment = Record<string, string | undefined>;

/** Thrown for an environment that can't be used; one sentence a fault, naming its variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly faults: string[];

  constructor(faults: string[]) {
    super(`The configuration can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

export function readConfig(environment: Environment): Config {
  const values = Object.fromEntries(
    Object.keys(settings.entries).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const read = v.safeParse(settings, values);
  const sites = v.safeParse(settings.entries.VAULT_URL, values['VAULT_URL']);
  const vaults = (sites.success && sites.output) || [];
  const { display, faults: ofDisplay } = readDisplay(values, sites.success ? vaults : undefined);
  const { outgoingProxy, faults } = readOutgoingProxy(
    environment,
    vaults.map((site) => site.origin),
  );
  const others = [...ofDisplay, ...lackingForRedis(values), ...faults];
  if (!read.success || others.length > 0) {
    throw new ConfigError([
      ...(read.issues ?? []).map((issue) => `${v.getDotPath(issue)}: ${issue.message}`),
      ...others,
    ]);
  }
  const set = read.output;
  return {
    vaults,
    /** Without a Vault, the simulator stands in for one. */
    simulated: set.VAULT_URL === undefined,
    apiVersion: set.VAULT_API_VERSION,
    clientId: set.VAULT_CLIENT_ID,
    times: set.VAULT_TIMES,
    timeoutMs: set.VAULT_TIMEOUT_MS,
    outgoingProxy,
    host: set.HOST,
    port: set.PORT,
    /** Empty, or with a slash in front and none behind. */
    basePath: set.BASE_PATH,
    /** Origin by which browsers reach the proxy, where that isn't the address it listens on. */
    publicUrl: set.PUBLIC_URL,
    trustedProxies: set.TRUSTED_PROXIES,
    sessionSecret: set.SESSION_SECRET,
    redisUrl: set.REDIS_URL,
    readOnly: set.READ_ONLY,
    display,
    metrics: set.METRICS,
    logLevel: set.LOG_LEVEL,
  };
}

export type Config = {
  vaults: VaultSite[];
  simulated: boolean;
  apiVersion: string;
  clientId: string;
  /** How dates of a Vault are read that does not say it itself: `utc` or an IANA zone. */
  times: string;
  timeoutMs: number;
  /** Through which proxy an address of Vault's is called. */
  outgoingProxy: OutgoingProxy;
  host: string;
  port: number;
  basePath: string;
  publicUrl: URL | undefined;
  /** How many proxies of our own a request passes, each of which adds to X-Forwarded-For. */
  trustedProxies: number;
  sessionSecret: string | undefined;
  /** Where what must be one for several processes is; it may hold a password. */
  redisUrl: string | undefined;
  readOnly: boolean;
  /** The accounts that wall displays look through, and the secret in the link that makes one. */
  display: DisplaySettings | undefined;
  metrics: boolean;
  logLevel: (typeof logLevels)[number];
};

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const yes = new Set(['1', 'true', 'on', 'yes']);
const no = new Set(['0', 'false', 'off', 'no']);

const flag = v.optional(
  v.pipe(
    v.string(),
    v.toLowerCase(),
    v.check((text) => yes.has(text) || no.has(text), 'say "on" or "off".'),
    v.transform((text) => yes.has(text)),
  ),
  'off',
);

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}.`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.check((n) => n >= least && n <= most, message),
  );
}

const settings = v.object({
  VAULT_URL: v.optional(vaultSites),
  VAULT_API_VERSION: v.optional(
    v.pipe(v.string(), v.regex(/^v\d{1,3}\.\d{1,2}$/, 'must look like v25.2.')),
    'v25.2',
  ),
  VAULT_CLIENT_ID: v.optional(
    v.pipe(
      v.string(),
      // What Vault accepts as a client id (docs/vault-api.md §4).
      v.regex(
        /^[\w.-]{1,100}$/,
        'may hold up to 100 letters, digits, dots, underscores and hyphens.',
      ),
    ),
    'jobwatch',
  ),
  VAULT_TIMES: v.optional(
    v.pipe(
      v.string(),
      v.check(isZone, 'must be "utc" or an IANA zone such as Europe/Berlin.'),
      v.transform(vaultTimes),
    ),
    'utc',
  ),
  VAULT_TIMEOUT_MS: v.optional(wholeNumber(1, 600_000), '30000'),
  HOST: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.:-]+$/, 'must be a host name or an address, without port or scheme.'),
    ),
    '127.0.0.1',
  ),
  PORT: v.optional(wholeNumber(0, 65_535), '4100'),
  BASE_PATH: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\/?([\w~-][\w.~-]*(\/[\w~-][\w.~-]*)*)?\/?$/, 'must be a path such as /jobwatch.'),
      v.transform((text) => {
        const path = text.replaceAll(/^\/|\/$/g, '');
        return path === '' ? '' : `/${path}`;
      }),
    ),
    '',
  ),
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue }) =>
        origin(dataset.value, (message) => addIssue({ message })),
      ),
    ),
  ),
  TRUSTED_PROXIES: v.optional(wholeNumber(0, 10), '0'),
  SESSION_SECRET: v.optional(
    v.pipe(
      v.string(),
      v.minLength(32, 'must have at least 32 characters, and be random (openssl rand -hex 32).'),
    ),
  ),
  REDIS_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isRedisUrl,
        'must be an address such as redis://10.0.0.5:6379, or rediss:// for TLS.',
      ),
    ),
  ),
  READ_ONLY: flag,
  ...displayEntries,
  METRICS: flag,
  LOG_LEVEL: v.optional(v.picklist(logLevels, `must be one of ${logLevels.join(', ')}.`), 'info'),
});

/** Each would seal with a secret of its own, and none could read what another has written. */
function lackingForRedis({ REDIS_URL, SESSION_SECRET }: Environment): string[] {
  const isLacking = REDIS_URL !== undefined && SESSION_SECRET === undefined;
  return isLacking
    ? ['SESSION_SECRET: is not set, yet servers that share REDIS_URL need one and the same.']
    : [];
}
