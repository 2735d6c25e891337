/** Headers that tell browsers to trust nothing but this origin. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

import type { Config } from './config.ts';

export function security({ config }: { config: Config }): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      // The page's <base> says under which path it is served.
      baseUri: ["'self'"],
    },
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    referrerPolicy: 'no-referrer',
    // A promise to be kept by the whole host: only where it is known to speak https.
    strictTransportSecurity: config.publicUrl?.protocol === 'https:' ? 'max-age=31536000' : false,
    permissionsPolicy: {
      screenWakeLock: ['self'],
      fullscreen: ['self'],
      camera: [],
      geolocation: [],
      microphone: [],
      payment: [],
      usb: [],
    },
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}
