/**
 * What an endpoint is. Each is declared once; the app calls it, the proxy permits it,
 * the simulator answers it and the tests prove it, all from the same declaration.
 */
import * as v from 'valibot';

import type { VaultTimes } from './instant.ts';

/** Named values of a URL or a body. */
export type Fields = Record<string, v.GenericSchema>;

/** Refuses names that it does not list. */
type Named<F extends Fields> = v.StrictObjectSchema<F, undefined>;

type Method = 'GET' | 'POST' | 'DELETE';

export type Endpoint<
  Params extends Fields = Fields,
  Query extends Fields = Fields,
  Body extends Fields = Fields,
  Answer extends v.GenericSchema = v.GenericSchema,
  M extends Method = Method,
> = {
  /** `vault`: passed on to Vault's API. `jobwatch`: answered by the proxy itself. */
  of: 'vault' | 'jobwatch';
  /** `viewer`: a browser may call it through the proxy. `proxy`: only the proxy itself may. */
  caller: 'viewer' | 'proxy';
  method: M;
  /** Below the API root, with `{name}` where a param stands. */
  path: `/${string}`;
  params: Named<Params>;
  query: Named<Query>;
  body: Named<Body>;
  /** How the body travels; `none` sends no body at all. */
  encoding: 'none' | 'form' | 'json';
  /** For how long, in milliseconds, one answer may serve every screen of the same identity. */
  keepMs: number;
  /** The same for a refusal of Vault's that will not change soon. */
  keepRefusedMs: number;
  /** Reads an answer whose envelope said SUCCESS or WARNING. */
  answer: (times: VaultTimes) => Answer;
};

/** Changes nothing, so that anybody on the way may repeat it. */
export type Read = Endpoint & { method: 'GET' };

/** Changes something, so it carries an `Idempotency-Key` (`client.ts` sees to it). */
export type Write = Endpoint & { method: Exclude<Method, 'GET'> };

export function isWrite({ method }: Endpoint): boolean {
  return method !== 'GET';
}

/** What a caller hands over: params, query and body in one flat object. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B>
    ? v.InferInput<Named<P>> & v.InferInput<Named<Q>> & v.InferInput<Named<B>>
    : never;

/** The same after the schemas have read it: what the answering side works with. */
export type Asked<E> =
  E extends Endpoint<infer P, infer Q, infer B>
    ? v.InferOutput<Named<P>> & v.InferOutput<Named<Q>> & v.InferOutput<Named<B>>
    : never;

/** What the answer becomes once parsed. */
export type Output<E> =
  E extends Endpoint<Fields, Fields, Fields, infer A> ? v.InferOutput<A> : never;

/** What travels on the wire inside a SUCCESS envelope. */
export type Wire<E> = E extends Endpoint<Fields, Fields, Fields, infer A> ? v.InferInput<A> : never;

type Declaration<
  P extends Fields,
  Q extends Fields,
  B extends Fields,
  A extends v.GenericSchema,
  M extends Method,
> = Pick<Endpoint<P, Q, B, A, M>, 'of' | 'method' | 'path' | 'answer'> &
  Partial<Pick<Endpoint<P, Q, B, A>, 'caller' | 'encoding' | 'keepMs' | 'keepRefusedMs'>> & {
    params?: P;
    query?: Q;
    body?: B;
  };

// oxlint-disable-next-line typescript/no-empty-object-type -- {} is exactly "no fields" here
type None = {};

/** Declares an endpoint; what is left out is empty. */
export function endpoint<
  A extends v.GenericSchema,
  M extends Method,
  P extends Fields = None,
  Q extends Fields = None,
  B extends Fields = None,
>(declared: Declaration<P, Q, B, A, M>): Endpoint<P, Q, B, A, M> {
  const { params, query, body } = declared;
  return {
    caller: 'viewer',
    encoding: 'none',
    keepMs: 0,
    keepRefusedMs: 0,
    ...declared,
    params: fields(params),
    query: fields(query),
    body: fields(body),
  };
}

/** Strict: a name that the contract does not list is refused, never passed on. */
function fields<F extends Fields>(shape: F | undefined): Named<F> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing declared means F is {}
  return v.strictObject(shape ?? ({} as F));
}

/** The path with its params filled in, each percent-encoded, and the query behind it. */
export function address(declared: Endpoint, input: Record<string, unknown>): string {
  const path = declared.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input[name])),
  );
  const query = new URLSearchParams(textOf(declared.query, input)).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** The body as it travels, or undefined where the endpoint takes none. */
export function bodyOf(declared: Endpoint, input: Record<string, unknown>): BodyInit | undefined {
  if (declared.encoding === 'form') return new URLSearchParams(textOf(declared.body, input));
  if (declared.encoding === 'json') {
    return JSON.stringify(
      Object.fromEntries(Object.keys(declared.body.entries).map((name) => [name, input[name]])),
    );
  }
  return undefined;
}

function textOf(schema: Named<Fields>, input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema.entries)
      .filter((name) => input[name] !== undefined)
      .map((name) => [name, String(input[name])]),
  );
}
