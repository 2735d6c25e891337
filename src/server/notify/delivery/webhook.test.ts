/** Webhooks at servers that listen: what arrives, what is refused, and who holds nobody up. */
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { status, webhookSink } from '../testing/webhook-sink.ts';
import { readAllowed } from './private-address.ts';
import type { Message } from './sink.ts';
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

test('a name is looked up once: what it leads to a moment later is of no use', async () => {
  const { port, received } = await webhookSink().then((sink) => {
    ends.push(sink.close);
    return sink;
  });
  const url = new URL(`http://rebound.test:${port}/`);
  const leadsTo = async (...answers: string[][]) => {
    const options = { id: 'one', kind: 'webhook', url, outgoingProxy: () => undefined } as const;
    const resolve = () => Promise.resolve((answers.shift() ?? []).map((address) => ({ address })));
    return createWebhook({ ...options, allowed: here, resolve }).send(message);
  };
  expect(await leadsTo(['127.0.0.1'], ['10.0.0.1'])).toEqual({ kind: 'delivered' });
  // One private address among others is one too many; several are tried.
  const refused = { kind: 'refused', detail: 'private address' };
  expect(await leadsTo(['8.8.8.8', '10.0.0.1'])).toEqual(refused);
  expect(await leadsTo([])).toEqual(refused);
  expect(received).toHaveLength(1);
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
