/** The small server between browsers and Vault: what a request meets, from top to bottom. */
import { Hono } from 'hono';

import { vaultEndpoints } from '#contract/endpoints.ts';
import { jobLinkAbout, jobLinkFile } from '#contract/links.ts';

import type { Env } from './context.ts';
import { links } from './files/links.ts';
import { audit, downloads, readOnly } from './http/audit.ts';
import { path } from './http/base-path.ts';
import { limit } from './http/body-limit.ts';
import { grant, nothing } from './http/error-response.ts';
import { hosts } from './http/host-guard.ts';
import { broken } from './http/on-error.ts';
import { permit } from './http/permit.ts';
import { lines } from './http/request-log.ts';
import { origin } from './http/same-origin.ts';
import { security } from './http/security.ts';
import { parts, type ProxyOptions } from './services.ts';
import { signedInOnly } from './session/current-viewer.ts';
import { displayLink } from './session/display-link.ts';
import { session } from './session/session.ts';
import { answer } from './vault/vault-handler.ts';

const ofVault = { prefix: '/api/vault', endpoints: Object.values(vaultEndpoints) } as const;
const ofLinks = { prefix: '/api', endpoints: [jobLinkAbout, jobLinkFile] } as const;

export function proxy(options: ProxyOptions): Hono<Env> {
  const has = parts(options);
  const app = new Hono<Env>({ getPath: path(options.config) });

  app.onError(broken(has));
  app.use(lines(has));
  app.use(security(has));
  // Before names are checked: whoever asks for health comes by address.
  app.get('/healthz', has.health.alive);
  app.get('/readyz', has.health.ready);
  app.use(hosts(has));
  app.get('/metrics', has.metrics.page);
  if (has.display !== undefined) app.get('/display/*', displayLink(has));

  app.use('/api/vault/*', permit(ofVault));
  app.use('/api/jobs/*', permit(ofLinks));
  app.use('/api/jobs/*', downloads(has));
  app.post('/api/vault/*', audit(has));
  app.use('/api/*', origin(has));
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/api/*', limit());
  app.use('/api/vault/*', signedInOnly(has));
  app.use('/api/jobs/*', signedInOnly(has));
  app.post('/api/vault/*', readOnly(has));
  app.all('/api/vault/*', answer(has));
  app.get('/api/jobs/*', links(has));
  app.route('/api/session', session(has));
  app.get('/api/build', (context) => grant(context, { id: options.files?.build ?? 'dev' }));
  app.all('/api/*', nothing);
  if (options.files !== undefined) app.use(options.files.serve);
  app.notFound(nothing);
  return app;
}
