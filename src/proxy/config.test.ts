import { expect, test } from 'vitest';

import { readConfig, ConfigError, type Environment } from './config.ts';

function faultsOf(environment: Environment): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

test('with nothing set, the simulator answers on loopback', () => {
  expect(readConfig({ PORT: '', VAULT_URL: ' ' })).toMatchObject({
    simulated: true,
    vaults: [],
    host: '127.0.0.1',
    port: 4100,
    basePath: '',
    times: 'utc',
    readOnly: false,
  });
});

test('Redis is named by an address, which no fault quotes, and needs a secret for all', () => {
  const SESSION_SECRET = 'x'.repeat(32);
  const good = [
    'redis://10.0.0.5',
    'rediss://ada:hunter2@redis.example.com:6380/3',
    'redis://[::1]:1',
  ];
  for (const REDIS_URL of good) {
    expect(readConfig({ REDIS_URL, SESSION_SECRET }).redisUrl).toBe(REDIS_URL);
    expect(faultsOf({ REDIS_URL })).toEqual([expect.stringMatching(/^SESSION_SECRET: /)]);
  }
  const bad = [
    'http://x:hunter2@a',
    'a:6379',
    'redis://',
    'redis://x:hunter2@a/b',
    'redis://a?tls=no',
  ];
  for (const REDIS_URL of bad) {
    const faults = faultsOf({ REDIS_URL, SESSION_SECRET });
    expect(faults).toEqual([expect.stringMatching(/^REDIS_URL: /)]);
    expect(faults.join('')).not.toContain('hunter2');
  }
});

test('several Vaults may be named, and one without a name is called by its host', () => {
  const { vaults, simulated } = readConfig({
    VAULT_URL: 'Production=https://acme.veevavault.com, https://ACME-sb.veevavault.com/',
  });
  expect(simulated).toBe(false);
  expect(vaults).toEqual([
    { host: 'acme.veevavault.com', name: 'Production', origin: 'https://acme.veevavault.com' },
    {
      host: 'acme-sb.veevavault.com',
      name: 'acme-sb.veevavault.com',
      origin: 'https://acme-sb.veevavault.com',
    },
  ]);
});

test('a Vault may be given a kind and a colour, in this order or the other', () => {
  const { vaults } = readConfig({
    VAULT_URL:
      'Acme | Production | red | https://acme.veevavault.com,Acme EU|teal|sandbox|https://eu.veevavault.com,Old=https://old.veevavault.com,|sandbox||https://sb.veevavault.com',
  });
  expect(vaults).toEqual([
    {
      host: 'acme.veevavault.com',
      name: 'Acme',
      origin: 'https://acme.veevavault.com',
      kind: 'production',
      colour: 'red',
    },
    {
      host: 'eu.veevavault.com',
      name: 'Acme EU',
      origin: 'https://eu.veevavault.com',
      kind: 'sandbox',
      colour: 'teal',
    },
    { host: 'old.veevavault.com', name: 'Old', origin: 'https://old.veevavault.com' },
    {
      host: 'sb.veevavault.com',
      name: 'sb.veevavault.com',
      origin: 'https://sb.veevavault.com',
      kind: 'sandbox',
    },
  ]);
});

test('a Vault may say how its dates are read, beside its kind and colour', () => {
  const { vaults } = readConfig({
    VAULT_URL:
      'A|America/New_York|sandbox|https://a.veevavault.com,B|UTC|https://b.veevavault.com,https://c.veevavault.com',
    VAULT_TIMES: 'Europe/Berlin',
  });
  expect(vaults.map(({ times }) => times)).toEqual(['America/New_York', 'utc', undefined]);
});

test('a Vault on loopback may speak http, and its port belongs to its name', () => {
  expect(readConfig({ VAULT_URL: 'http://127.0.0.1:4200' }).vaults[0]?.host).toBe('127.0.0.1:4200');
});

test('every fault is named at once', () => {
  const faults = faultsOf({
    VAULT_URL: 'http://acme.veevavault.com',
    VAULT_API_VERSION: '25',
    VAULT_TIMES: 'Mars/Olympus',
    PORT: '99999',
    SESSION_SECRET: 'short',
    READ_ONLY: 'maybe',
  });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'VAULT_URL',
    'VAULT_API_VERSION',
    'VAULT_TIMES',
    'PORT',
    'SESSION_SECRET',
    'READ_ONLY',
  ]);
});

test.each([
  ['VAULT_URL', 'https://acme.veevavault.com/ui'],
  ['VAULT_URL', 'https://user:pass@acme.veevavault.com'],
  ['VAULT_URL', 'acme.veevavault.com'],
  ['VAULT_URL', 'https://a.veevavault.com,https://A.veevavault.com'],
  ['VAULT_URL', 'https://a.veevavault.com,'],
  ['VAULT_URL', 'A|prod|https://a.veevavault.com'],
  ['VAULT_URL', 'A|sandbox|production|https://a.veevavault.com'],
  ['VAULT_URL', 'A|production|'],
  ['VAULT_URL', 'A|Navajo|https://a.veevavault.com'],
  ['VAULT_URL', 'A|utc|Europe/Berlin|https://a.veevavault.com'],
  ['VAULT_URL', 'A|production|http://a.veevavault.com'],
  ['VAULT_URL', 'A=https://a.veevavault.com,a=https://b.veevavault.com'],
  ['VAULT_CLIENT_ID', 'job watch'],
  ['VAULT_TIMEOUT_MS', '0'],
  ['HOST', 'http://localhost'],
  ['BASE_PATH', '/a b'],
  ['BASE_PATH', '/../x'],
  ['PUBLIC_URL', 'https://jobs.example.com/jobs'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused', (name, value) => {
  expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name}: `)]);
});

const token = 'a-Token_of-letters-and-digits-0123456789';

test('a display has an account and a token, and without them there is none', () => {
  const whole = { DISPLAY_USERNAME: 'wall@acme', DISPLAY_PASSWORD: 'p w', DISPLAY_TOKEN: token };
  const own = { host: undefined, userName: 'wall@acme', password: 'p w' };
  expect(readConfig(whole).display).toEqual({ accounts: [own], token });
  expect(readConfig({ DISPLAY_USERNAME: '', DISPLAY_TOKEN: ' ' }).display).toBeUndefined();
});

const two = { VAULT_URL: 'https://acme.veevavault.com,A|sandbox|https://sb.veevavault.com' };

test('each Vault may have an account for displays, whatever is in its password', () => {
  const accounts =
    'wall@acme|p%2C%7C%25=w|https://acme.veevavault.com, b|ü|https://SB.veevavault.com';
  const read = readConfig({ ...two, DISPLAY_ACCOUNTS: accounts, DISPLAY_TOKEN: token });
  expect(read.display?.accounts).toEqual([
    { host: 'acme.veevavault.com', userName: 'wall@acme', password: 'p,|%=w' },
    { host: 'sb.veevavault.com', userName: 'b', password: 'ü' },
  ]);
});

test.each([
  'wall|hush-hush',
  'wall|hush-hush|sb.veevavault.com',
  'wall|hush-hush|https://sb.veevavault.com/ui',
  'wall|hush-hush|https://hush:hush@sb.veevavault.com',
  'wall|hush|hush|https://sb.veevavault.com',
  'wall|hush%|https://sb.veevavault.com',
  '|hush-hush|https://sb.veevavault.com',
  'wall||https://sb.veevavault.com',
  'wall|hush-hush|https://sb.veevavault.com,',
  'wall|hush-hush|https://elsewhere.veevavault.com',
  'wall|hush-hush|https://acme.veevavault.com',
  'wall|hush-hush|https://sb.veevavault.com,b|hush|https://sb.veevavault.com',
])('an account for displays as in %s is refused, and no password is quoted', (accounts) => {
  const faults = faultsOf({
    ...two,
    DISPLAY_USERNAME: 'wall',
    DISPLAY_PASSWORD: 'right',
    DISPLAY_ACCOUNTS: accounts,
    DISPLAY_TOKEN: token,
  });
  expect(faults).toEqual([expect.stringMatching(/^DISPLAY_ACCOUNTS: /)]);
  expect(faults.join('')).not.toContain('hush');
});

test('accounts for displays need a link, and a Vault that can be read', () => {
  const accounts = { ...two, DISPLAY_ACCOUNTS: 'b|hush|https://sb.veevavault.com' };
  expect(faultsOf(accounts)).toEqual([expect.stringMatching(/^DISPLAY_TOKEN: /)]);
  expect(faultsOf({ ...accounts, DISPLAY_TOKEN: token, VAULT_URL: 'acme' })).toEqual([
    expect.stringMatching(/^VAULT_URL: /),
  ]);
});

test.each([
  [{ DISPLAY_USERNAME: 'wall' }, ['DISPLAY_PASSWORD', 'DISPLAY_TOKEN']],
  [{ DISPLAY_PASSWORD: 'hush-hush', DISPLAY_TOKEN: token }, ['DISPLAY_USERNAME']],
  [{ DISPLAY_USERNAME: 'wall', DISPLAY_TOKEN: token, PORT: 'x' }, ['PORT', 'DISPLAY_PASSWORD']],
])('%j lacks %j', (environment, names) => {
  const faults = faultsOf(environment);
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(names);
  expect(faults.join('')).not.toMatch(new RegExp(`${token}|hush`));
});

test.each([token.slice(0, 31), `${token}/`, `${token}%2f`, `${token}ä`, 'a'.repeat(257)])(
  '%s is no token, the fault says how one is made and does not quote it',
  (wrong) => {
    const account = { DISPLAY_USERNAME: 'wall', DISPLAY_PASSWORD: 'secret' };
    const [fault = '', ...others] = faultsOf({ ...account, DISPLAY_TOKEN: wrong });
    expect(fault).toMatch(/^DISPLAY_TOKEN: .*openssl rand -hex 32/);
    expect(fault).not.toContain(wrong);
    expect(others).toEqual([]);
  },
);

test.each([
  ['jobwatch', '/jobwatch'],
  ['/jobwatch/', '/jobwatch'],
  ['/tools/jobwatch', '/tools/jobwatch'],
  ['/', ''],
])('BASE_PATH %s is served at %s', (given, path) => {
  expect(readConfig({ BASE_PATH: given }).basePath).toBe(path);
});
