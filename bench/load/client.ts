/** Requests of browsers in a load run. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import * as v from 'valibot';

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** When it was asked for, in milliseconds since 1970. */
  askedAt: number;
  /** From the request to the last byte. */
  ms: number;
};

export type Ask = {
  path: string;
  method?: string;
  cookie?: string;
  body?: string;
  headers?: Record<string, string>;
  /** Takes a piece of it at a time. */
  isSlow?: boolean;
};

export type Client = ReturnType<typeof createClient>;

const agent = new Agent({ keepAlive: true });
const pieceBytes = 8_192;
const pauseMs = 30;

export function createClient(origin: string) {
  /** Rejects where the connection is lost. */
  function ask({ path, method = 'GET', cookie, body, isSlow = false, headers }: Ask) {
    const [from, askedAt] = [performance.now(), Date.now()];
    return new Promise<Answer>((resolve, reject) => {
      const sent = request(
        origin + path,
        {
          method,
          agent,
          headers: {
            origin,
            'sec-fetch-site': 'same-origin',
            ...(isSlow ? {} : { 'accept-encoding': 'identity' }),
            ...(cookie && { cookie }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          const finish = () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString(),
              askedAt,
              ms: performance.now() - from,
            });
          answer.once('error', reject);
          answer.once('close', () => {
            if (!answer.complete) reject(new Error('cut off'));
          });
          if (isSlow) void slowly(answer, chunks).then(finish, reject);
          else answer.on('data', (chunk: Buffer) => chunks.push(chunk)).once('end', finish);
        },
      );
      sent.once('error', reject);
      sent.setTimeout(60_000, () => sent.destroy(new Error('no answer for a minute')));
      sent.end(body);
    });
  }

  async function signIn(vault: string, userName: string, password = 'right') {
    const body = JSON.stringify({ vault, userName, password });
    const headers = { 'idempotency-key': `sign-in-${userName}-${performance.now()}` };
    const answer = await ask({ path: '/api/session', method: 'POST', body, headers });
    const set = [answer.headers['set-cookie'] ?? []].flat()[0];
    return { answer, cookie: set?.split(';')[0] ?? '' };
  }

  return { ask, signIn };
}

async function slowly(answer: AsyncIterable<Buffer>, chunks: Buffer[]) {
  for await (const chunk of answer) {
    chunks.push(chunk);
    await delay((chunk.length / pieceBytes) * pauseMs);
  }
}

const failed = v.object({ errors: v.array(v.object({ type: v.string() })) });

/** Undefined for a success. */
export function errorOf({ body }: Answer): string | undefined {
  const read = v.safeParse(failed, JSON.parse(body));
  return read.success ? read.output.errors[0]?.type : undefined;
}
