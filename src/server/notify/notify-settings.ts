/** The settings of notifications: where they go, which, and where they are remembered. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname } from 'node:path';

import type { Config, Environment } from '#proxy/config.ts';
import { isLoopback } from '#proxy/http/loopback.ts';

import { type Allowed, hostName, isPrivate, readAllowed } from './delivery/private-address.ts';
import type { Sink } from './delivery/sink.ts';
import { createSmtp } from './delivery/smtp.ts';
import { createWebhook, type WebhookKind } from './delivery/webhook.ts';
import type { NotifySettings } from './notifications.ts';
import { codeOf } from './notify-store.ts';
import { defaultRules, readRules } from './troubles/rules.ts';

type Read = { notify: NotifySettings | undefined; faults: string[] };

/** No fault quotes an address: all but its host is a secret. */
export function readNotifySettings(environment: Environment, config: Config): Read {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const { allowed, faults } = readAllowed(value('NOTIFY_ALLOW') ?? '');
  const about = { allowed, outgoingProxy: config.outgoingProxy };
  const urls = (value('NOTIFY_URLS') ?? '').split(/[\s,]+/).filter(Boolean);
  const webhooks = urls.map((text, at) => webhookOf(text, at, about));
  const mail = value('NOTIFY_SMTP');
  const all = [...webhooks, ...(mail === undefined ? [] : [smtpOf(mail, allowed)])];
  if (all.length === 0) return { notify: undefined, faults: [] };
  const sinks = all.flatMap(({ sink }) => sink ?? []);
  const ids = sinks.map(({ id }) => id);
  const statePath = value('NOTIFY_STATE');
  const rulesPath = value('NOTIFY_RULES');
  const { rules, faults: ofRules } = rulesOf(rulesPath);
  const found = [
    ...faults.map((fault) => `NOTIFY_ALLOW: ${fault}`),
    ...all.flatMap((one) => one.faults),
    ...(new Set(ids).size < ids.length ? ['NOTIFY_URLS: names one address twice.'] : []),
    ...ofRules.map((fault) => `NOTIFY_RULES: ${fault}`),
    ...stateFaults(statePath, config),
    ...(config.display === undefined
      ? ['DISPLAY_USERNAME: is not set, yet notifications are what an account of displays sees.']
      : []),
  ];
  if (found.length > 0 || rules === undefined) return { notify: undefined, faults: found };
  const { publicUrl, basePath } = config;
  const address = publicUrl && `${publicUrl.origin}${basePath}`;
  return { notify: { sinks, rules, statePath, address }, faults: [] };
}

type Made = { sink?: Sink; faults: string[] };

const webhookForm =
  'must look like https://host/path, slack+https://host/path or teams+https://host/path';

function webhookOf(
  text: string,
  at: number,
  { allowed, outgoingProxy }: { allowed: Allowed; outgoingProxy: Config['outgoingProxy'] },
): Made {
  const [, prefix, address = ''] = /^(?:(slack|teams)\+)?(https?:\/\/.*)$/i.exec(text) ?? [];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const which = `NOTIFY_URLS: address ${at + 1}${url === undefined ? '' : ` (${url.host})`}`;
  if (url === undefined) return { faults: [`${which} ${webhookForm}.`] };
  if (url.username !== '' || url.password !== '') {
    return { faults: [`${which} must have no user name or password in front of its host.`] };
  }
  if (url.protocol === 'http:' && !isNear(url, allowed)) {
    return { faults: [`${which} must be https: titles would cross a network in the clear.`] };
  }
  const kinds: Record<string, WebhookKind> = { slack: 'Slack', teams: 'Teams' };
  const kind = kinds[prefix?.toLowerCase() ?? ''] ?? 'webhook';
  return {
    sink: createWebhook({ id: idOf(kind, url), kind, url, allowed, outgoingProxy }),
    faults: [],
  };
}

/** Of one's own: on this machine, or named as an exception. */
function isNear({ hostname }: URL, { hosts }: Allowed): boolean {
  const name = hostName(hostname);
  return isLoopback(hostname) || hosts.has(name) || (isIP(name) !== 0 && isPrivate(name));
}

function smtpOf(text: string, allowed: Allowed): Made {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // An address may have a plus in it, which a query would read as a space.
  const query = new URLSearchParams(url?.search.replaceAll('+', '%2B'));
  const from = query.get('from')?.trim() ?? '';
  const to = query.getAll('to').flatMap((list) => list.split(','));
  const isUrl = url !== undefined && ['smtp:', 'smtps:'].includes(url.protocol);
  if (!isUrl || url.hostname === '' || !isMail(from) || to.length === 0 || !to.every(isMail)) {
    const form = 'smtps://user:password@host:465?from=jobs@example.com&to=ops@example.com';
    return { faults: [`NOTIFY_SMTP: must look like ${form}.`] };
  }
  const id = idOf('mail', url);
  return {
    sink: createSmtp({ id, url, from, to: to.map((one) => one.trim()), allowed }),
    faults: [],
  };
}

function isMail(address: string): boolean {
  return /^[^\s@,<>"]+@[^\s@,<>"]+$/.test(address.trim());
}

/** Names an address in what is stored, and can't be turned back into it. */
function idOf(kind: string, { href }: URL): string {
  return createHash('sha256').update(`${kind} ${href}`).digest('base64url').slice(0, 16);
}

function rulesOf(path: string | undefined): ReturnType<typeof readRules> {
  if (path === undefined) return { rules: defaultRules, faults: [] };
  try {
    return readRules(readFileSync(path, 'utf8'));
  } catch (error) {
    return { rules: undefined, faults: [`the file can’t be read (${codeOf(error)}).`] };
  }
}

function stateFaults(path: string | undefined, { redisUrl }: Config): string[] {
  if (redisUrl !== undefined) {
    return path === undefined
      ? []
      : ['NOTIFY_STATE: is set, yet with REDIS_URL all is remembered there.'];
  }
  if (path === undefined) {
    return [
      'NOTIFY_STATE: is not set, yet what was sent has to be remembered: name a file, or set REDIS_URL.',
    ];
  }
  return existsSync(dirname(path)) ? [] : ['NOTIFY_STATE: its folder does not exist.'];
}
