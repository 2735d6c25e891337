/** Mail through relays that listen: what arrives, what is refused, and what is never sent. */
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';

import { readAllowed } from './private-address.ts';
import type { Message } from './sink.ts';
import { createSmtp } from './smtp.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const { allowed: here } = readAllowed('127.0.0.1');
const { allowed: nothing } = readAllowed('');

const message: Message = {
  subject: 'Acme: “Nightly” is failing\r\nBcc: everybody@example.com',
  lines: ['Acme: “Nightly” is failing.'],
  notices: [],
  vault: { name: 'Acme', host: 'acme.example.com' },
  mayRepeat: false,
};

type Mail = { from: string; to: string[]; text: string; user: string | undefined };

async function mailServer(refusal?: number) {
  const mails: Mail[] = [];
  /** Those that have signed in. */
  const names: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    onAuth: ({ username = '' }, _session, done) => {
      names.push(username);
      done(null, { user: username });
    },
    onRcptTo: (_address, _session, done) =>
      done(
        refusal === undefined ? null : Object.assign(new Error('no'), { responseCode: refusal }),
      ),
    onData(stream, { envelope, user }, done) {
      let text = '';
      stream.on('data', (part) => {
        text += String(part);
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const to = rcptTo.map(({ address }) => address);
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({ from, to, text, user: user === undefined ? undefined : String(user) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  ends.push(() => server.close());
  const address = server.server.address();
  return { mails, names, port: typeof address === 'object' ? address?.port : 0 };
}

const smtpOf = (port: number | undefined, { allowed = here, user = '' } = {}) =>
  createSmtp({
    id: 'mail',
    url: new URL(`smtp://${user}127.0.0.1:${port}`),
    from: 'jobs@example.com',
    to: ['ops@example.com', 'night@example.com'],
    allowed,
    timeoutMs: 2_000,
  });

test('mail arrives at all addresses, from the account that is set, and no title adds a header', async () => {
  const { mails, port } = await mailServer();
  const sink = smtpOf(port, { user: 'me%40x:p%3Ass@' });
  expect(sink.host).toBe(`127.0.0.1:${port}`);
  expect(await sink.send(message)).toEqual({ kind: 'delivered' });
  expect(mails).toHaveLength(1);
  const text = mails[0]?.text ?? '';
  expect(mails[0]).toEqual({
    text,
    from: 'jobs@example.com',
    to: ['ops@example.com', 'night@example.com'],
    user: 'me@x',
  });
  expect(text).toContain('Auto-Submitted: auto-generated');
  expect(text).not.toMatch(/^bcc:/im);
});

test('no password goes over a network in the clear', async () => {
  const { mails, names, port } = await mailServer();
  // This machine, in a spelling by which it is not known as such.
  const { allowed } = readAllowed('::ffff:127.0.0.1');
  const url = new URL(`smtp://me:secret@[::ffff:127.0.0.1]:${port}`);
  const about = { id: 'mail', url, from: 'a@example.com', to: ['b@example.com'], allowed };
  expect((await createSmtp(about).send(message)).kind).not.toBe('delivered');
  expect([mails, names]).toEqual([[], []]);
});

test('a relay that refuses for good is not asked again; one that can’t just now is', async () => {
  const [never, later] = [await mailServer(550), await mailServer(451)];
  expect(await smtpOf(never.port).send(message)).toEqual({ kind: 'refused', detail: 'SMTP 550' });
  expect(await smtpOf(later.port).send(message)).toEqual({ kind: 'failed', detail: 'SMTP 451' });
  expect(await smtpOf(later.port, { allowed: nothing }).send(message)).toEqual({
    kind: 'refused',
    detail: 'private address',
  });
});
