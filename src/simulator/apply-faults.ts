/** What faults do to a call: delay or replace its answer, or refuse it. */
import { VaultFailure } from './answers/vault-failure.ts';
import type { Fault } from './faults.ts';

/** The response that a fault sends in place of the answer, if one does; waits or throws for others. */
export async function applyFaults(
  faults: readonly Fault[],
  signal: AbortSignal,
): Promise<Response | undefined> {
  for (const fault of faults) {
    // oxlint-disable-next-line no-await-in-loop -- faults apply one after the other
    const instead = await applyFault(fault, signal);
    if (instead !== undefined) return instead;
  }
  return undefined;
}

async function applyFault(fault: Fault, signal: AbortSignal): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'slow':
      return delay(fault.ms, signal);
    case 'silent':
      return untilAborted(signal);
    case 'dropped':
      throw new TypeError('The simulated connection broke.');
    case 'maintenance':
      return downtime(fault.minutes ?? 90);
    case 'html':
      return page(200, 'Please wait while your request is checked.');
    case 'empty':
      return new Response('', { headers: { 'Content-Type': 'application/json;charset=UTF-8' } });
    case 'front':
      return new Response(fault.body, { status: fault.status, headers: fault.headers ?? {} });
    case 'http-500':
      return Response.json(
        { responseStatus: 'EXCEPTION', errors: [unexpectedError] },
        { status: 500, headers: { 'Content-Type': 'application/json;charset=UTF-8' } },
      );
    case 'body':
      return Response.json(fault.body);
    case 'warning':
    case 'exception':
    case 'expired':
    case 'limited':
    case 'denied':
    case 'refuse':
    case 'truncated':
    case 'lost-answer':
    case 'date-skew':
      return undefined;
  }
}

type Body = { responseStatus: string } & Record<string, unknown>;

/** The answer as Vault gives it where a part of it did not respond. */
export function withWarnings(body: Body, faults: readonly Fault[]): Body {
  return faults.reduce((before: Body, fault) => {
    if (fault.kind !== 'warning' || before.responseStatus !== 'SUCCESS') return before;
    const { messages, lacks = 0 } = fault;
    const { jobs, responseDetails } = before;
    return {
      ...before,
      responseStatus: 'WARNING',
      warnings: messages.map((message) => ({ warning_type: 'PARTIAL_RESULT', message })),
      ...(lacks > 0 &&
        Array.isArray(jobs) && {
          jobs: jobs.slice(0, -lacks),
          responseDetails: lessTotal(responseDetails, lacks),
        }),
    };
  }, body);
}

function lessTotal(details: unknown, lacks: number): unknown {
  if (typeof details !== 'object' || details === null) return details;
  const { total } = { total: undefined, ...details };
  return { ...details, ...(typeof total === 'number' && { total: Math.max(0, total - lacks) }) };
}

/** Throws the error of a fault that refuses the call. */
export function throwFailure(faults: readonly Fault[]) {
  for (const fault of faults) {
    if (fault.kind === 'expired')
      throw new VaultFailure('INVALID_SESSION_ID', 'Invalid or expired session ID.');
    if (fault.kind === 'limited')
      throw new VaultFailure('API_LIMIT_EXCEEDED', 'API limit exceeded.');
    if (fault.kind === 'denied') {
      throw new VaultFailure(
        'INSUFFICIENT_ACCESS',
        'The user does not have sufficient privileges.',
      );
    }
    if (fault.kind === 'exception')
      throw new VaultFailure(unexpectedError.type, unexpectedError.message);
    if (fault.kind === 'refuse')
      throw new VaultFailure(fault.type, fault.message ?? 'Not possible.');
  }
}

const unexpectedError = { type: 'UNEXPECTED_ERROR', message: 'An unexpected error occurred.' };

/** Resolves after this many real milliseconds; rejects when the caller aborts. */
export function delay(milliseconds: number, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(abortReason(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve(undefined);
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/** Never resolves; rejects when the caller aborts. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(abortReason(signal));
    signal.addEventListener('abort', () => reject(abortReason(signal)), { once: true });
  });
}

function abortReason(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new DOMException('Given up.', 'AbortError');
}

function downtime(minutes: number): Response {
  const response = page(503, 'Vault is unavailable due to scheduled maintenance.');
  response.headers.set('X-VaultAPI-DowntimeExpectedDurationMinutes', String(minutes));
  return response;
}

function page(status: number, text: string): Response {
  return new Response(
    `<!DOCTYPE html><html><head><title>Vault</title></head><body><h1>${text}</h1></body></html>`,
    { status, headers: { 'Content-Type': 'text/html;charset=UTF-8' } },
  );
}
