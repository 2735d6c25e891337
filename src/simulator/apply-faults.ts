/** What the faults do to a call: before it is worked on, instead of it, or to its answer. */
import { Refusal } from './answers/refusal.ts';
import type { Fault } from './faults.ts';

/** Waits, never comes back, breaks, refuses, or gives what is answered instead. */
export async function before(
  list: readonly Fault[],
  signal: AbortSignal,
): Promise<Response | undefined> {
  for (const fault of list) {
    // oxlint-disable-next-line no-await-in-loop -- faults befall a call one after the other
    const instead = await befall(fault, signal);
    if (instead !== undefined) return instead;
  }
  return undefined;
}

async function befall(fault: Fault, signal: AbortSignal): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'slow':
      return pause(fault.ms, signal);
    case 'silent':
      return forever(signal);
    case 'dropped':
      throw new TypeError('The simulated connection broke.');
    case 'maintenance':
      return downtime(fault.minutes ?? 90);
    case 'html':
      return page(200, 'Please wait while your request is checked.');
    case 'empty':
      return new Response('', { headers: { 'Content-Type': 'application/json;charset=UTF-8' } });
    case 'http-500':
      return Response.json(
        { responseStatus: 'EXCEPTION', errors: [unexpected] },
        { status: 500, headers: { 'Content-Type': 'application/json;charset=UTF-8' } },
      );
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

/** The error types of faults that refuse; EXCEPTION is told by `exceptional`. */
export function refuse(list: readonly Fault[]) {
  for (const fault of list) {
    if (fault.kind === 'expired')
      throw new Refusal('INVALID_SESSION_ID', 'Invalid or expired session ID.');
    if (fault.kind === 'limited') throw new Refusal('API_LIMIT_EXCEEDED', 'API limit exceeded.');
    if (fault.kind === 'denied') {
      throw new Refusal('INSUFFICIENT_ACCESS', 'The user does not have sufficient privileges.');
    }
    if (fault.kind === 'exception') throw new Refusal(unexpected.type, unexpected.message);
    if (fault.kind === 'refuse') throw new Refusal(fault.type, fault.message ?? 'Not possible.');
  }
}

const unexpected = { type: 'UNEXPECTED_ERROR', message: 'An unexpected error occurred.' };

/** Resolves after so many real milliseconds; rejects when the caller gives up. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve(undefined);
    }, milliseconds);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

/** Only ends when the caller gives up. */
export function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(reasonOf(signal));
    signal.addEventListener('abort', () => reject(reasonOf(signal)), { once: true });
  });
}

function reasonOf(signal: AbortSignal): Error {
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
