/** Webhooks and mail at servers that listen: what arrives, what is refused, what is never said. */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';

import { status, webhookSink } from '../testing/webhook-sink.ts';
import { readAllowed } from './private-address.ts';
import type { Message } from './sink.ts';
import { createSmtp } from './smtp.ts';
import { createWebhook, type WebhookKind } from './webhook.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const { allowed: here } = readAllowed('127.0.0.1');
const { allowed: nothing } = readAllowed('');
const title = '<!channel> *Nightly* & [more](https://x)';

const message: Message = {
  subject: `Acme: “${title}” is failing\r\nBcc: everybody@example.com`,
  lines: [`Acme: “${title}” is failing.`, 'Acme: “Import” runs well again.'],
  notices: [{ id: 'n1', at: 1, kind: 'failing', change: 'began', title, text: 'is failing.' }],
  vault: { name: 'Acme', host: 'acme.example.com' },
  mayRepeat: false,
};

async function sinkOf(kind: WebhookKind = 'webhook', { allowed = here, timeoutMs = 2_000 } = {}) {
  const sink = await webhookSink();
  ends.push(sink.close);
  const options = { id: 'one', kind, allowed, outgoingProxy: () => undefined, timeoutMs };
  return { ...sink, ...createWebhook({ ...options, url: new URL(sink.url) }) };
}

test('a webhook gets the notices as data, and the words for people', async () => {
  const sink = await sinkOf();
  expect(await sink.send(message)).toEqual({ kind: 'delivered' });
  expect(JSON.parse(sink.received[0] ?? '')).toEqual({
    source: 'jobwatch',
    version: 1,
    vault: message.vault,
    subject: message.subject,
    text: message.lines.join('\n'),
    mayRepeat: false,
    events: message.notices,
  });
});

test('Slack and Teams show a title as it is: it names nobody, and formats nothing', async () => {
  const [slack, teams] = [await sinkOf('Slack'), await sinkOf('Teams')];
  expect([await slack.send(message), await teams.send(message)]).toEqual([
    { kind: 'delivered' },
    { kind: 'delivered' },
  ]);
  expect(JSON.parse(slack.received[0] ?? '')).toEqual({
    mrkdwn: false,
    text: 'Acme: “&lt;!channel&gt; *Nightly* &amp; [more](https://x)” is failing.\nAcme: “Import” runs well again.',
  });
  expect(JSON.parse(teams.received[0] ?? '')).toMatchObject({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          body: message.lines.map((text) => ({ inlines: [{ type: 'TextRun', text }] })),
        },
      },
    ],
  });
});

test.each([
  [200, { kind: 'delivered' }],
  [202, { kind: 'delivered' }],
  [400, { kind: 'refused', detail: 'HTTP 400' }],
  [404, { kind: 'refused', detail: 'HTTP 404' }],
  [429, { kind: 'failed', detail: 'HTTP 429', retryAfterMs: 7_000 }],
  [500, { kind: 'failed', detail: 'HTTP 500', retryAfterMs: 7_000 }],
  [503, { kind: 'failed', detail: 'HTTP 503', retryAfterMs: 7_000 }],
])('HTTP %i says whether to try again', async (code, outcome) => {
  const sink = await sinkOf();
  sink.answer(status(code, { 'retry-after': '7' }));
  expect(await sink.send(message)).toEqual(outcome);
});

test('a private address is refused before anything is sent, whatever its spelling', async () => {
  const { port, received } = await sinkOf();
  const names = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'];
  for (const name of [...names, '169.254.169.254', '10.0.0.1']) {
    const url = new URL(`http://${name}:${port}/`);
    const options = { id: 'one', kind: 'webhook' as const, url, allowed: nothing };
    const sink = createWebhook({ ...options, outgoingProxy: () => undefined });
    expect(await sink.send(message)).toEqual({ kind: 'refused', detail: 'private address' });
  }
  expect(received).toEqual([]);
});

test('through an outgoing proxy too, and a private address gets no farther than here', async () => {
  const sink = await sinkOf();
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on('connect', ({ url }, client: Socket) => {
    asked.push(url);
    const onward = connect(sink.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    ends.push(() => onward.destroy());
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  ends.push(() => proxy.close());
  const address = proxy.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const through = { url: new URL(`http://127.0.0.1:${port}`), variable: 'HTTP_PROXY' };
  const options = { id: 'one', kind: 'webhook', outgoingProxy: () => through } as const;
  // A name that only the proxy knows.
  const url = new URL('http://hooks.nowhere.invalid/hook');
  const sent = [
    await createWebhook({ ...options, url, allowed: nothing }).send(message),
    await createWebhook({ ...options, url: new URL(sink.url), allowed: nothing }).send(message),
  ];
  expect(sent).toEqual([{ kind: 'delivered' }, { kind: 'refused', detail: 'private address' }]);
  expect(asked).toEqual(['hooks.nowhere.invalid:80']);
});

test('a redirect is not followed, to a private address or any other', async () => {
  const [sink, inner] = [await sinkOf(), await sinkOf()];
  sink.answer(status(307, { location: inner.url }));
  expect(await sink.send(message)).toEqual({ kind: 'refused', detail: 'HTTP 307, a redirect' });
  expect(inner.received).toEqual([]);
});

test('a sink that is slow, or whose answer never ends, holds nobody up', async () => {
  const slow = await sinkOf('webhook', { timeoutMs: 100 });
  slow.answer(() => {});
  expect(await slow.send(message)).toEqual({ kind: 'failed', detail: 'no answer in time' });
  const endless = await sinkOf();
  endless.answer((response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  expect(await endless.send(message)).toEqual({ kind: 'delivered' });
});

test('what a sink can’t be reached for is said by its code alone', async () => {
  const sink = await sinkOf();
  sink.close();
  expect(await sink.send(message)).toEqual({ kind: 'failed', detail: 'ECONNREFUSED' });
});

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
