import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is wrong with the settings of notifications is said at start, and never with a secret. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { ConfigError } from '#proxy/config.ts';

import { readSettings } from '../settings.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jobwatch-notify-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const display = {
  DISPLAY_USERNAME: 'reader@vault.test',
  DISPLAY_PASSWORD: 'simulated',
  DISPLAY_TOKEN: 'simulated-display-token-0123456789',
};
const secret = 'T000-B000-secret';

function faultsOf(environment: Record<string, string>): string[] {
  const state = { NOTIFY_STATE: join(folder, 'state.json') };
  try {
    readSettings({ ...display, ...state, ...environment });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test('each kind of address is taken, and its host alone is what it is called', () => {
  const { notify } = readSettings({
    ...display,
    NOTIFY_STATE: join(folder, 'state.json'),
    NOTIFY_ALLOW: 'hooks.internal',
    NOTIFY_URLS: `https://ops.example.com/${secret}, slack+https://hooks.slack.com/${secret}
      TEAMS+https://prod.example.com:444/?sig=${secret},http://hooks.internal/${secret}`,
    NOTIFY_SMTP: `smtps://me:${secret}@mail.example.com:465?from=a@x.example&to=b+jobs@x.example,c@x.example`,
  });
  expect(notify?.sinks.map(({ to, host }) => `${to} ${host}`)).toEqual([
    'webhook ops.example.com',
    'Slack hooks.slack.com',
    'Teams prod.example.com:444',
    'webhook hooks.internal',
    'mail mail.example.com:465',
  ]);
  expect(JSON.stringify(notify)).not.toContain(secret);
});

test('without an address nothing is on, whatever else is set', () => {
  expect(readSettings({ NOTIFY_RULES: '/nowhere', NOTIFY_ALLOW: '///' }).notify).toBeUndefined();
});

test('an address that can’t be used is named by its place and host', () => {
  const faults = [
    faultsOf({ NOTIFY_URLS: `https://ok.example/x,ftp://${secret}` }),
    faultsOf({ NOTIFY_URLS: `slack+https://me:${secret}@hooks.slack.com/x` }),
    faultsOf({ NOTIFY_URLS: `http://hooks.example.com/${secret}` }),
    faultsOf({ NOTIFY_URLS: `https://a.example/${secret},https://a.example/${secret}` }),
    faultsOf({ NOTIFY_SMTP: `smtp://me:${secret}@mail.example.com` }),
  ];
  expect(faults.flat()).toEqual([
    'NOTIFY_URLS: address 2 must look like https://host/path, slack+https://host/path or teams+https://host/path.',
    'NOTIFY_URLS: address 1 (hooks.slack.com) must have no user name or password in front of its host.',
    'NOTIFY_URLS: address 1 (hooks.example.com) must be https: titles would cross a network in the clear.',
    'NOTIFY_URLS: names one address twice.',
    'NOTIFY_SMTP: must look like smtps://user:password@host:465?from=jobs@example.com&to=ops@example.com.',
  ]);
});

test('what else is missing or wrong is said as well', () => {
  const NOTIFY_URLS = 'https://ops.example.com/';
  const rules = join(folder, 'rules.json');
  writeFileSync(rules, '{ "rules": [{ "when": "late" }] }');
  const kinds = 'failing, overdue, stuck, long, unreachable';
  expect([
    ...faultsOf({ NOTIFY_URLS, NOTIFY_STATE: '' }),
    ...faultsOf({ NOTIFY_URLS, NOTIFY_STATE: '/nowhere/state.json' }),
    ...faultsOf({ NOTIFY_URLS, NOTIFY_RULES: '/nowhere/rules.json' }),
    ...faultsOf({ NOTIFY_URLS, NOTIFY_RULES: rules }),
    ...faultsOf({ NOTIFY_URLS, NOTIFY_ALLOW: '10.0.0.0/99' }),
    ...faultsOf({ NOTIFY_URLS, REDIS_URL: 'redis://r', SESSION_SECRET: 'x'.repeat(32) }),
    ...faultsOf({ NOTIFY_URLS, DISPLAY_USERNAME: '', DISPLAY_PASSWORD: '', DISPLAY_TOKEN: '' }),
  ]).toEqual([
    'NOTIFY_STATE: is not set, yet what was sent has to be remembered: name a file, or set REDIS_URL.',
    'NOTIFY_STATE: its folder does not exist.',
    'NOTIFY_RULES: the file can’t be read (ENOENT).',
    `NOTIFY_RULES: rules.0.when: must be one of ${kinds}, or a list of them.`,
    'NOTIFY_ALLOW: entry 1 must be a host, an address, or a range such as 10.1.0.0/16.',
    'NOTIFY_STATE: is set, yet with REDIS_URL all is remembered there.',
    'DISPLAY_USERNAME: is not set, yet notifications are what an account of displays sees.',
  ]);
});
