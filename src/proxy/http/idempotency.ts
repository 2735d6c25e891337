/**
 * Carries out each write once, however often it arrives. A browser sends a request again by itself
 * where a connection that it reuses is lost before the answer, as do servers on the way: the
 * repeat gets the answer of the first.
 */
import type { MiddlewareHandler } from 'hono';

import { failure, kindOf } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import type { Env, ProxyContext } from '../context.ts';
import { ifUp } from '../state/shared-state.ts';
import { refuse } from './error-response.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { StoredAnswer } from './shared-writes.ts';
import { statusOf } from './status-codes.ts';

type Options = { idempotencyStore: IdempotencyStore; clock: Clock; maxAnswerBytes?: number };

/**
 * A write without a key is carried out as often as it arrives. Ours always have one; clients that
 * somebody else wrote need not.
 */
export function idempotency({
  idempotencyStore: store,
  clock,
  maxAnswerBytes = 256 * 1024,
}: Options): MiddlewareHandler<Env> {
  return async function idempotency(context, next) {
    const expected = context.req.header(headers.store);
    if (expected !== undefined && expected !== (await store.id())) {
      return refuse(
        context,
        'SERVER_RESTARTED',
        'Jobwatch was restarted and does not know whether this was already carried out.',
      );
    }
    const sent = context.req.header(headers.idempotencyKey);
    if (sent === undefined) return next();
    const key = keyPattern.exec(sent)?.[1];
    if (key === undefined) {
      return refuse(
        context,
        'INVALID_DATA',
        'Idempotency-Key must be 1 to 255 printable ASCII characters, without spaces or quotation marks.',
      );
    }
    const claiming = store.claim({
      key,
      // All that says who asks. A repeat has the same headers as the first.
      owner: context.req.header('cookie') ?? '',
      request: [
        context.req.method,
        context.req.url,
        new Uint8Array(await context.req.arrayBuffer()),
      ],
    });
    // Signing out twice is the same as once, and nobody is kept from it.
    const isSignOut = context.req.method === 'DELETE';
    const claim = await (isSignOut ? ifUp(claiming) : claiming);
    if (claim === undefined) return next();
    if (claim.kind === 'repeat') return repeated(context, await claim.answer);
    if (claim.kind === 'reused') {
      const message = 'This Idempotency-Key was used for another request.';
      return refuse(context, 'IDEMPOTENCY_KEY_REUSED', message);
    }
    let answer = unknownAnswer(context);
    try {
      await next();
      answer = await answerOf(context);
    } finally {
      // Even where it is not known, as those who repeat it wait for it.
      await claim.settle(answer);
    }
    return undefined;
  };

  /** A copy of what goes to the browser; without its body, where that is too large to be kept. */
  async function answerOf(context: ProxyContext): Promise<StoredAnswer> {
    const { status, headers: sent } = context.res;
    const body = new Uint8Array(await context.res.clone().arrayBuffer());
    const { id, outcome, kind } = context.var;
    if (body.length > maxAnswerBytes) return unknownAnswer(context);
    return { status, headers: [...sent], body, id, outcome, kind, at: clock.now() };
  }

  /** It was carried out, and what came of it is not known. */
  function unknownAnswer({ var: { id } }: ProxyContext): StoredAnswer {
    const message = 'This was already carried out, but its answer could not be stored.';
    return {
      status: statusOf.ANSWER_TOO_LARGE,
      headers: [['content-type', 'application/json;charset=UTF-8']],
      body: new TextEncoder().encode(JSON.stringify(failure('ANSWER_TOO_LARGE', message))),
      id,
      outcome: 'ANSWER_TOO_LARGE',
      kind: kindOf('ANSWER_TOO_LARGE'),
      at: clock.now(),
    };
  }

  function repeated(context: ProxyContext, { at, ...answer }: StoredAnswer): Response {
    context.set('outcome', answer.outcome);
    context.set('kind', answer.kind);
    context.set('repeatOf', answer.id);
    const sent = new Headers(
      answer.headers.map(([name, value]): [string, string] => [name, value]),
    );
    // Its Date is Vault's clock of back then.
    const ageSeconds = Math.floor((clock.now() - at) / 1000);
    if (ageSeconds > 0) sent.set(headers.age, String(ageSeconds));
    return new Response(answer.body, { status: answer.status, headers: sent });
  }
}

/** A string of RFC 9651, in quotation marks, or the bare text that many clients send. */
const keyPattern = /^"?([!#-~]{1,255})"?$/;
