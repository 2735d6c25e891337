/** Messages by mail, through the relay that NOTIFY_SMTP names. */
import { isIP } from 'node:net';

import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';

import { isLoopback } from '#proxy/http/loopback.ts';

import { type Allowed, hostName, permittedTargets } from './private-address.ts';
import { failureOf, inTime, type Message, type Sent, type Sink } from './sink.ts';

export type SmtpAddress = { url: URL; from: string; to: readonly string[] };

type Options = SmtpAddress & { id: string; allowed: Allowed; timeoutMs?: number };

export function createSmtp(options: Options): Sink {
  const { id, url } = options;
  return {
    id,
    to: 'mail',
    host: url.host,
    send: (message) => send(options, message).catch(smtpFailureOf),
  };
}

/** Of each step; a whole conversation may take three times as long. */
const usualTimeoutMs = 10_000;

async function send(options: Options, message: Message): Promise<Sent> {
  const { from, to, timeoutMs = usualTimeoutMs } = options;
  const signal = AbortSignal.timeout(3 * timeoutMs);
  // Loaded by those who send mail.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(await inTime(connectionOf(options), signal));
  const { subject, lines } = message;
  try {
    const sending = transport.sendMail({
      from,
      to: [...to],
      subject: subject.slice(0, 200),
      text: lines.join('\n\n'),
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    await inTime(sending, signal);
    return { kind: 'delivered' };
  } finally {
    transport.close();
  }
}

async function connectionOf({
  url,
  allowed,
  timeoutMs = usualTimeoutMs,
}: Options): Promise<SMTPTransportOptions> {
  const name = hostName(url.hostname);
  const [{ address }] = await permittedTargets(name, allowed);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  // Nobody listens on the way to a relay on this machine, and few of those have a good certificate.
  const isHere = isLoopback(name);
  return {
    // The address that was looked at, and no other; its certificate has to be of the name.
    host: address,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ...(isIP(name) === 0 && { tls: { servername: name } }),
    ignoreTLS: isHere,
    // No password crosses a network in the clear.
    requireTLS: user !== '' && !isHere,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

/** By its code alone: a relay that refuses for good says 5xx, one that can't just now 4xx. */
function smtpFailureOf(error: unknown): Sent {
  const code =
    error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  if (Number.isNaN(code)) return failureOf(error);
  const detail = `SMTP ${code}`;
  return code >= 500 ? { kind: 'refused', detail } : { kind: 'failed', detail };
}
