/** Asks Vault for what is permitted and passes its answer on, unchanged but for its headers. */
import type { Handler } from 'hono';

import { headers } from '#contract/headers.ts';
import { viewerKey } from '#contract/session.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Env, ProxyContext } from '../context.ts';
import { acceptedCodings, type Coding, compress } from '../http/content-coding.ts';
import { refuse } from '../http/error-response.ts';
import { dataSecurity } from '../http/security.ts';
import { etagOf, isGood, type Reply } from './reply.ts';
import type { Vault } from './request.ts';

type Options = {
  config: Config;
  clock: Clock;
  /** As the machine is set, for dates that others read. */
  machineClock: Clock;
  vault: Vault;
};

/** Smaller bodies fit into one packet anyway. */
const leastBytes = 1_024;

/**
 * Vault's data is compressed: no secret of ours is in it, as a session never leaves the proxy, and
 * another site can't ask for it (`sameOrigin`), so that lengths tell nobody anything (BREACH). The
 * proxy's own answers, such as who is signed in, are short and are not compressed.
 */
export function vaultHandler({ config, clock, machineClock, vault }: Options): Handler<Env> {
  /** A shared reply is sent many times: its tag, headers and compressed forms are made once. */
  const made = new WeakMap<Reply, Made>();

  return async function vaultHandler(context) {
    const viewer = context.get('viewer');
    const { endpoint, address } = context.get('permitted');
    if (viewer === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in.');
    }
    const background = context.req.header(headers.priority) === 'background';
    const reply = await vault({
      endpoint,
      address,
      viewer,
      background,
      ...(background && { leaving: context.req.raw.signal }),
      requestId: context.get('id'),
    });
    return respond(context, reply);
  };

  async function respond(context: ProxyContext, reply: Reply): Promise<Response> {
    context.set('outcome', reply.outcome);
    context.set('kind', reply.kind);
    if (reply.repeatOf !== undefined) context.set('repeatOf', reply.repeatOf);
    context.set('isSecure', true);
    const known = made.get(reply) ?? makeFor(context, reply);
    const { etag, unchanged } = known;
    if (etag !== undefined && context.req.header('if-none-match')?.includes(etag.slice(2))) {
      return new Response(null, { status: 304, headers: headersOf(unchanged, reply) });
    }
    const form = await formFor(context, reply, known);
    return new Response(form.body, { status: reply.status, headers: headersOf(form, reply) });
  }

  /** Headers change once a second, with the age. */
  function headersOf(form: Form, { at }: Reply): Form['headers'] {
    const age = Math.max(0, Math.floor((clock.now() - at) / 1000));
    if (form.age !== undefined && form.age !== age) {
      form.age = age;
      form.headers = { ...form.headers, [headers.age]: String(age) };
    }
    return form.headers;
  }

  function makeFor(context: ProxyContext, reply: Reply): Made {
    const viewer = context.get('viewer');
    const own = {
      ...dataSecurity,
      ...(viewer && { [headers.viewer]: viewerKey(viewer.vault.host, viewer.userId) }),
      ...reply.headers,
      [headers.times]: viewer?.vault.times ?? config.times,
      vary: 'Accept-Encoding, Cookie',
    };
    const isShared = isGood(reply) && context.req.method === 'GET';
    const etag = isShared ? etagOf(reply.body) : undefined;
    const common =
      etag === undefined
        ? { ...own, 'cache-control': 'no-store' }
        : {
            // Where Vault gives no date, today's beside an Age would be a wrong clock.
            [headers.date]: new Date(machineClock.now() - (clock.now() - reply.at)).toUTCString(),
            ...own,
            etag,
            'cache-control': 'private, no-cache',
          };
    // Before the first, none is right.
    const age = isShared ? Number.NaN : undefined;
    const unchanged = { body: null, headers: common, age };
    const known = { etag, unchanged, plain: formOf(reply.body, unchanged), compressed: {} };
    made.set(reply, known);
    return known;
  }

  async function formFor(
    context: ProxyContext,
    { body }: Reply,
    { plain, unchanged, compressed }: Made,
  ): Promise<Form> {
    if (context.req.method !== 'GET' || body.length <= leastBytes) return plain;
    const [coding] = acceptedCodings(context.req.header('accept-encoding'));
    if (coding === undefined) return plain;
    compressed[coding] ??= compress(body, coding).then(
      (bytes) => formOf(bytes, unchanged, coding),
      // Whatever keeps it from being compressed, it can be sent as it is.
      () => plain,
    );
    return compressed[coding];
  }
}

/** An answer as it is sent. `age` is what its headers say, in seconds, or undefined where they never do. */
type Form = {
  body: Uint8Array<ArrayBuffer> | null;
  headers: Record<string, string>;
  age: number | undefined;
};

type Made = {
  etag: string | undefined;
  /** For HTTP 304, which stands for a body that the browser has, in whichever coding. */
  unchanged: Form;
  plain: Form;
  /** Made when first asked for, once for all who share the reply. */
  compressed: Partial<Record<Coding, Promise<Form>>>;
};

function formOf(body: Uint8Array<ArrayBuffer>, common: Form, coding?: Coding): Form {
  const length = { 'content-length': String(body.length) };
  const coded = coding === undefined ? {} : { 'content-encoding': coding };
  return { body, headers: { ...common.headers, ...length, ...coded }, age: common.age };
}
