/** The small server between browsers and Vault: what a request meets, from top to bottom. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { vaultEndpoints } from '#contract/endpoints.ts';
import { jobLinkAbout, jobLinkFile } from '#contract/links.ts';

import type { Env } from './context.ts';
import { drawnDocument } from './files/drawn-document.ts';
import { links } from './files/links.ts';
import { auditDownloads, auditStarts } from './http/audit.ts';
import { pathWithoutBase } from './http/base-path.ts';
import { notFound, ok, onError, refuse } from './http/error-response.ts';
import { hostGuard } from './http/host-guard.ts';
import { idempotency } from './http/idempotency.ts';
import { permit, readOnly } from './http/permit.ts';
import { requestLog } from './http/request-log.ts';
import { sameOrigin } from './http/same-origin.ts';
import { security } from './http/security.ts';
import { notificationReport } from './notifications.ts';
import { createServices, type ProxyOptions } from './services.ts';
import { requireViewer } from './session/current-viewer.ts';
import { displayLink } from './session/display-link.ts';
import { session } from './session/session.ts';
import { vaultHandler } from './vault/vault-handler.ts';

const vaultRoutes = { prefix: '/api/vault', endpoints: Object.values(vaultEndpoints) } as const;
const linkRoutes = { prefix: '/api', endpoints: [jobLinkAbout, jobLinkFile] } as const;
const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** No body that a browser has reason to send comes near this size. */
const maxBodyBytes = 64 * 1024;

export function createProxy(options: ProxyOptions): Hono<Env> {
  const services = createServices(options);
  const { health, metrics, idempotencyStore } = services;
  const app = new Hono<Env>({ getPath: pathWithoutBase(options.config) });

  app.onError(onError(services));
  app.use(requestLog(services));
  app.use(security(services));
  // Before host names are checked: whoever asks for health comes by address.
  app.get('/healthz', health.alive);
  app.get('/readyz', health.ready);
  app.use(hostGuard(services));
  app.get('/metrics', metrics.handler);
  if (services.displays.size > 0) app.get('/display/*', displayLink(services));

  app.use('/api/vault/*', permit(vaultRoutes));
  app.use('/api/jobs/*', permit(linkRoutes));
  app.use('/api/jobs/*', auditDownloads(services));
  app.post('/api/vault/*', auditStarts(services));
  app.use('/api/*', sameOrigin(services));
  // For writes alone: looking for a body that no read has triples the time of a shared answer.
  app.on(
    writes,
    '/api/*',
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) => refuse(context, 'BODY_TOO_LARGE', 'The request is over 64 KB.'),
    }),
  );
  // Before who sent it is known: a restarted server may not know them, yet have had the request.
  app.on(writes, '/api/*', idempotency(services));
  app.use('/api/vault/*', requireViewer(services));
  app.use('/api/jobs/*', requireViewer(services));
  app.post('/api/vault/*', readOnly(services));
  app.all('/api/vault/*', vaultHandler(services));
  app.get('/api/jobs/*', links(services));
  app.route('/api/session', session(services));
  app.get('/api/build', async (context) =>
    ok(context, { id: options.files?.build ?? 'dev', store: await idempotencyStore.id() }),
  );
  app.get('/api/notifications', notificationReport(services));
  app.all('/api/*', notFound);
  const { files, draw, drawingWaitMs } = options;
  if (files !== undefined && draw !== undefined) {
    app.on(
      'GET',
      ['/', '/history'],
      drawnDocument({
        ...services,
        files,
        draw,
        fetch: (request, env) => app.fetch(request, env),
        ...(drawingWaitMs && { waitMs: drawingWaitMs }),
      }),
    );
  }
  if (files !== undefined) app.use(files.serve);
  app.notFound(notFound);
  return app;
}
