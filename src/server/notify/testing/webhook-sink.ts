/** For tests: a server that notes what is posted to it, and answers as the test says. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';

import * as v from 'valibot';

const event = v.looseObject({
  id: v.string(),
  at: v.number(),
  change: v.string(),
  kind: v.string(),
  title: v.optional(v.string()),
  text: v.string(),
});
const body = v.looseObject({ text: v.string(), mayRepeat: v.boolean(), events: v.array(event) });

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export const accept: Answer = (response) => response.end();

export async function webhookSink() {
  const received: string[] = [];
  const accepted: string[] = [];
  let answer = accept;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      received.push(text);
      answer(response, request);
      if (!response.destroyed && response.statusCode < 300) accepted.push(text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/hook/a-secret-of-the-sink`,
    port,
    /** As they arrived, whatever was answered. */
    received,
    /** Those that it has taken in. */
    bodies: () => accepted.map((text) => v.parse(body, JSON.parse(text))),
    answer: (next: Answer) => {
      answer = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const breakOff: Answer = (response) => response.destroy();
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(code, headers).end('said by the sink');
  };
