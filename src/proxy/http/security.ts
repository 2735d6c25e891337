/** Headers that tell browsers to trust nothing but this origin. */
import type { MiddlewareHandler } from 'hono';

import type { Config } from '../config.ts';
import type { Env } from '../context.ts';

type Security = Record<string, string>;

function headersOf(config: Config): Security {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'screen-wake-lock=(self), fullscreen=(self), camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // A promise to be kept by the whole host: only where it is known to speak https.
    ...(config.publicUrl?.protocol === 'https:' && {
      'strict-transport-security': 'max-age=31536000',
    }),
  };
}

/**
 * For data, which no browser draws as a page: the rest would be a third of all that is sent.
 * They are part of the answer from the start, as setting headers one by one took a third of the
 * time that a shared answer takes.
 */
export const dataSecurity: Security = {
  // Should a browser draw it all the same, as whoever opens its address sees it, it can do nothing.
  'content-security-policy':
    "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sets them on every answer that does not carry its own. */
export function security({ config }: { config: Config }): MiddlewareHandler<Env> {
  const ofPages = headersOf(config);
  const ofData = { ...ofPages, ...dataSecurity };
  return async function security(context, next) {
    await next();
    if (context.get('isSecure')) return;
    const own = context.req.path.startsWith('/api/') ? ofData : ofPages;
    for (const [name, value] of Object.entries(own)) context.res.headers.set(name, value);
  };
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // The page's <base> says under which path it is served.
  "base-uri 'self'",
].join('; ');
