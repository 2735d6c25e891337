/**
 * `/display/<token>`: makes the browser that opens it a display of the Vaults that its wall shows,
 * and leads on to that wall. The token is worth a password, so it is in no answer, and in no line
 * of the log.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

import type { Handler } from 'hono';

import { headers } from '#contract/headers.ts';

import type { Config } from '../config.ts';
import type { ProxyContext, Env } from '../context.ts';
import { vaultOfRequest, vaultPathOfRequest } from '../http/base-path.ts';
import { ifUp } from '../state/shared-state.ts';
import type { VaultSite } from '../vault-sites.ts';
import type { DisplayAccounts } from './accounts.ts';
import { addressOf } from './address.ts';
import type { Cookies } from './cookie.ts';
import type { SignInLimit } from './sign-in-limit.ts';

/** What stands in front of the token. */
export const displayFolder = '/display/';

type Options = {
  config: Config;
  cookies: Cookies;
  displays: DisplayAccounts;
  signInLimit: SignInLimit;
};

export function displayLink(options: Options): Handler<Env> {
  const { config, cookies, signInLimit } = options;
  return async function displayLink(context) {
    context.header('Cache-Control', 'no-store');
    // An image on a page elsewhere can ask for it as well: it gets nothing, and costs no attempt.
    const vaults = vaultsOf(context.req.url, options);
    if (vaults.length === 0 || !isGoingToPage(context)) return wrongLink(context);
    const key = `display ${addressOf(context, config)}`;
    // As many as passwords: a token can't be guessed, and an address that tries is not to go on.
    const attempt = await ifUp(signInLimit([{ key, most: 20, windowMs: 5 * 60_000 }]));
    if (attempt === undefined) return cannotCount(context);
    if (attempt.kind === 'refused') return tooMany(context, attempt.waitSeconds);
    if (!isToken(context.req.path.slice(displayFolder.length), config)) return wrongLink(context);
    await ifUp(attempt.forgive());
    for (const vault of vaults) await cookies.sealDisplay(context, vault);
    context.set('outcome', 'SUCCESS');
    const { search } = new URL(context.req.url);
    const path = vaultPathOfRequest(config, context.req.url);
    // A path of ours, whatever follows it; URL has made its query plain ASCII.
    return context.redirect(`${config.basePath}${path}/wall${search}`, 303);
  };
}

/**
 * Those that the wall shows and that have an account for displays: as `vaults=` names them, or that
 * of the path. Whoever is signed in to another one stays so.
 */
function vaultsOf(url: string, { config, displays }: Options): VaultSite[] {
  const named = new URL(url).searchParams.getAll('vaults');
  const here = vaultOfRequest(config, url) ?? config.vaults[0];
  const shown = config.vaults.filter((site) =>
    named.length === 0 ? site === here : named.includes('all') || named.includes(site.host),
  );
  return shown.filter(({ host }) => displays.has(host));
}

/**
 * Whether a person, or a kiosk, opens it. Browsers say so to https and to loopback only; elsewhere
 * what they accept does: an image is asked for as an image.
 */
function isGoingToPage({ req }: ProxyContext): boolean {
  const destination = req.header('sec-fetch-dest');
  if (destination !== undefined) return destination === 'document';
  const accepted = req.header('accept')?.trim() || '*/*';
  return accepted === '*/*' || /\btext\/html\b/i.test(accepted);
}

/** The time it takes says nothing about the token, not even how long it is. */
function isToken(text: string, { display }: Config): boolean {
  return display !== undefined && timingSafeEqual(digest(text), digest(display.token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function wrongLink(context: ProxyContext) {
  context.set('outcome', 'NOT_IN_CONTRACT');
  return context.html(
    page(
      'This display link does not work',
      'It may be incomplete or out of date. Ask whoever runs Jobwatch for the current one.',
    ),
    404,
  );
}

function tooMany(context: ProxyContext, waitSeconds: number) {
  context.set('outcome', 'TOO_MANY_ATTEMPTS');
  context.header(headers.retryAfter, String(waitSeconds));
  // The screen that has the right link stands there as well, and nobody is in front of it.
  context.header('Refresh', String(waitSeconds));
  return context.html(
    page(
      'Too many wrong display links',
      `Too many display links that do not work were opened from this network. This page tries again in ${Math.ceil(waitSeconds / 60)} min.`,
    ),
    429,
  );
}

function cannotCount(context: ProxyContext) {
  context.set('outcome', 'SHARED_STATE_DOWN');
  context.header('Refresh', '30');
  return context.html(
    page(
      'This link can’t be checked now',
      'Jobwatch can’t reach the store that its servers share. The link is tried again by itself in 30 s.',
    ),
    503,
  );
}

/** Read by people in front of a screen: the app itself is not for those who have no right to it. */
function page(title: string, text: string): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${title} · Jobwatch</title></head>`,
    `<body><h1>${title}</h1><p>${text}</p></body></html>`,
  ].join('');
}
