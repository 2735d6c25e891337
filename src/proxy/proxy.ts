/** The small server between browsers and Vault: what a request meets, from top to bottom. */
import { Hono } from 'hono';

import { vaultEndpoints } from '#contract/endpoints.ts';
import { jobLinkAbout, jobLinkFile } from '#contract/links.ts';

import { answer } from './answer.ts';
import { audit, downloads, readOnly } from './audit.ts';
import { broken } from './broken.ts';
import type { Env } from './context.ts';
import { displayLink } from './display-link.ts';
import { hosts } from './hosts.ts';
import { limit } from './limit.ts';
import { lines } from './lines.ts';
import { links } from './links.ts';
import { origin } from './origin.ts';
import { parts, type ProxyOptions } from './parts.ts';
import { path } from './path.ts';
import { permit } from './permit.ts';
import { grant, nothing } from './refusal.ts';
import { security } from './security.ts';
import { session } from './session.ts';
import { signedInOnly } from './who.ts';

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
