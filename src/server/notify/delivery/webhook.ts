/** Messages by webhook: generic JSON, Slack's incoming webhooks, workflows of Microsoft Teams. */
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';

import type { OutgoingProxy } from '#proxy/outgoing-proxy.ts';

import {
  type Allowed,
  permittedTargets,
  PrivateAddressError,
  type Resolve,
} from './private-address.ts';
import { failureOf, inTime, type Message, type Sent, type Sink } from './sink.ts';

export type WebhookKind = 'webhook' | 'Slack' | 'Teams';

type Options = {
  id: string;
  kind: WebhookKind;
  url: URL;
  allowed: Allowed;
  outgoingProxy: OutgoingProxy;
  timeoutMs?: number;
  resolve?: Resolve;
};

export function createWebhook(options: Options): Sink {
  const { id, kind, url } = options;
  return {
    id,
    to: kind,
    host: url.host,
    send: (message) => send(options, bodies[kind](message)).catch(failureOf),
  };
}

async function send(options: Options, body: unknown): Promise<Sent> {
  const { url, timeoutMs = 10_000 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const dispatcher = await inTime(dispatcherFor(options), signal);
  try {
    // Follows no redirect: where it leads to, nobody has set.
    const { statusCode, headers } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Jobwatch' },
      body: JSON.stringify(body),
      dispatcher,
      signal,
    });
    return outcomeOf(statusCode, Number(headers['retry-after'] ?? Number.NaN));
  } finally {
    // With whatever is left of the answer: of all that it could say, nothing is of use.
    void dispatcher.destroy().catch(() => undefined);
  }
}

async function dispatcherFor({
  url,
  allowed,
  outgoingProxy,
  resolve,
}: Options): Promise<Dispatcher> {
  const proxy = outgoingProxy(url.href);
  const targets = await permittedTargets(url.hostname, allowed, resolve).catch((error: unknown) => {
    // Behind a proxy, names of the world are often unknown here; it looks them up by itself.
    if (proxy !== undefined && !(error instanceof PrivateAddressError)) return undefined;
    throw error;
  });
  if (proxy !== undefined) return new ProxyAgent(proxy.url.href);
  return new Agent({
    connect: {
      // The addresses that were looked at, and no others, however often the name is looked up.
      lookup: (_name, _options, done) => done(null, targets ?? []),
      autoSelectFamily: true,
    },
    maxHeaderSize: 16_384,
  });
}

/** Too many requests and time-outs pass by themselves; other refusals of HTTP don't. */
function outcomeOf(status: number, retryAfterSeconds: number): Sent {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status >= 300 && status < 400) return { kind: 'refused', detail: `${detail}, a redirect` };
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status))
    return { kind: 'refused', detail };
  const retryAfterMs = retryAfterSeconds * 1_000;
  return { kind: 'failed', detail, ...(retryAfterMs > 0 && { retryAfterMs }) };
}

const bodies: Record<WebhookKind, (message: Message) => unknown> = {
  webhook: ({ subject, lines, notices, vault, mayRepeat }) => ({
    source: 'jobwatch',
    version: 1,
    vault,
    subject,
    text: lines.join('\n'),
    mayRepeat,
    events: notices,
  }),
  // With its marks for formatting off, these three characters are all that Slack reads anything into.
  Slack: ({ lines }) => ({ text: lines.map(escaped).join('\n'), mrkdwn: false }),
  // A run of text is shown as it is; a text block would read Markdown into a title.
  Teams: ({ lines }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: lines.map((text) => ({
            type: 'RichTextBlock',
            inlines: [{ type: 'TextRun', text }],
          })),
        },
      },
    ],
  }),
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
