/** Answers of the proxy's own, in Vault's envelope, so that a browser reads one shape only. */
import type { ErrorHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { failure, kindOf, VaultError } from '#contract/envelope.ts';
import type { Fault } from '#contract/fault.ts';
import { headers } from '#contract/headers.ts';

import type { Env, ProxyContext } from '../context.ts';
import type { Log } from '../log.ts';
import type { Reply } from '../vault/reply.ts';
import { type RefusalType, statusOf } from './status-codes.ts';

/** Says no, and leaves the type for the log. */
export function refuse(context: ProxyContext, type: RefusalType, message: string): Response {
  context.set('outcome', type);
  context.set('kind', kindOf(type));
  return context.json(failure(type, message), { status: statusOf[type], headers: notStored });
}

/** The answer to a path that nothing is at. */
export function notFound(context: ProxyContext): Response {
  return refuse(context, 'NOT_IN_CONTRACT', 'There is nothing at this path.');
}

/** The last resort: a fault of ours, reported to the browser in the common shape and to the log. */
export function onError({ log }: { log: Log }): ErrorHandler<Env> {
  return function onError(error, context) {
    if (error instanceof VaultError) return refuseWith(context, error);
    if (isBrokenOff(error)) return refuse(context, 'INVALID_DATA', 'The request broke off.');
    // Not the message: it may quote what was sent.
    const at = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
    log.error({ event: 'fault', id: context.var.id, name: error.name, at });
    return refuse(context, 'UNEXPECTED_ERROR', 'Something went wrong in Jobwatch itself.');
  };
}

/** Whoever sends the body has left: no fault of ours. Calls to Vault never reject like this. */
function isBrokenOff(error: Error): boolean {
  return 'code' in error && error.code === 'ECONNRESET';
}

/** Passes on what a call to Vault failed with. */
function refuseWith(context: ProxyContext, error: VaultError): Response {
  context.set('outcome', error.type);
  context.set('kind', error.kind);
  if (error.retryAfterSeconds !== undefined) {
    context.header(headers.retryAfter, String(error.retryAfterSeconds));
  }
  if (error.downtimeMinutes !== undefined) {
    context.header(headers.downtimeMinutes, String(error.downtimeMinutes));
  }
  const body: { responseStatus: 'FAILURE' | 'EXCEPTION'; errors: readonly Fault[] } = {
    responseStatus: error.isException ? 'EXCEPTION' : 'FAILURE',
    errors: error.faults,
  };
  return context.json(body, {
    status: isOwn(error.type) ? statusOf[error.type] : statusOfVaultError(error),
    headers: notStored,
  });
}

/** Vault's own refusals of a sign-in are 401, unless it is only that it can't be used now. */
function statusOfVaultError({ kind }: VaultError): ContentfulStatusCode {
  if (kind === 'slow-down') return 429;
  return kind === 'unreachable' ? 503 : 401;
}

/**
 * Passes on a reply that is not the file asked for. Never with HTTP 200, as Vault's own have: a
 * browser would save it as the file.
 */
export function refuseFile(
  context: ProxyContext,
  { outcome, status, headers, body }: Reply,
): Response {
  context.set('outcome', outcome);
  const own = isOwn(outcome) ? statusOf[outcome] : 403;
  return new Response(body, {
    status: status >= 400 ? status : own,
    headers: { ...headers, 'content-type': 'application/json;charset=UTF-8', ...notStored },
  });
}

/** An answer of ours that went well. */
export function ok(context: ProxyContext, data: unknown): Response {
  const body = { responseStatus: 'SUCCESS', data };
  return context.json(body, { headers: { 'Cache-Control': 'private, no-cache', Vary: 'Cookie' } });
}

const notStored = { 'Cache-Control': 'no-store' };

function isOwn(type: string): type is RefusalType {
  return Object.hasOwn(statusOf, type);
}
