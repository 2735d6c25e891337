/**
 * Lets through what the contract lists for viewers, and nothing else. What goes to Vault is
 * written anew from the parsed values, so no spelling of a path can mean one thing here and
 * another there.
 */
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';

import { address, type Endpoint } from '#contract/endpoint.ts';

import type { Env, Permitted } from '../context.ts';
import { refuse } from './error-response.ts';

const mostKnown = 1_000;

/** `prefix` is what stands in front of their paths. */
type Options = { prefix: `/${string}`; endpoints: readonly Endpoint[] };

export function permit({ prefix, endpoints }: Options): MiddlewareHandler<Env> {
  const routes = endpoints.filter(({ caller }) => caller === 'viewer').map(route);

  /** Screens ask for the same few again and again. */
  const known = new Map<string, Permitted>();

  return async function permit(context, next) {
    const { method, url } = context.req;
    const remembered = known.get(`${method} ${url}`);
    if (remembered !== undefined) {
      context.set('permitted', remembered);
      return next();
    }
    const path = context.req.path.slice(prefix.length);
    const matching = routes.flatMap((read) => read(path) ?? []);
    if (matching.length === 0) {
      return refuse(context, 'NOT_IN_CONTRACT', 'Jobwatch does not pass this path on to Vault.');
    }
    const [found] = matching.filter(({ endpoint }) => endpoint.method === method);
    if (found === undefined) {
      return refuse(context, 'METHOD_NOT_SUPPORTED', `This path can't be asked with ${method}.`);
    }
    const query = readQuery(found.endpoint, new URL(url).searchParams);
    if (query.kind === 'refused') return refuse(context, query.type, query.message);
    const permitted = {
      ...found,
      address: address(found.endpoint, { ...found.params, ...query.values }),
    };
    if (known.size >= mostKnown) known.clear();
    known.set(`${method} ${url}`, permitted);
    context.set('permitted', permitted);
    return next();
  };
}

/** Reads an endpoint's params out of a path as it was sent: nothing is decoded. */
function route(endpoint: Endpoint) {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  return function read(path: string) {
    const found = pattern.exec(path);
    if (found === null) return undefined;
    const values = Object.fromEntries(names.map((name, at) => [name, found[at + 1]]));
    const params = endpoint.params.safeParse(values).data;
    return params && { endpoint, params };
  };
}

type Query =
  | { kind: 'read'; values: Record<string, unknown> }
  | { kind: 'refused'; type: 'NOT_IN_CONTRACT' | 'INVALID_DATA'; message: string };

function readQuery({ query }: Endpoint, given: URLSearchParams): Query {
  const names = [...given.keys()];
  const strange = names.find(
    (name, at) => !Object.hasOwn(query.shape, name) || names.indexOf(name) !== at,
  );
  if (strange !== undefined) {
    const message = `The parameter ${JSON.stringify(strange.slice(0, 40))} is unknown or repeated.`;
    return { kind: 'refused', type: 'NOT_IN_CONTRACT', message };
  }
  const read = query.safeParse(Object.fromEntries(given));
  if (read.success) return { kind: 'read', values: read.data };
  return { kind: 'refused', type: 'INVALID_DATA', message: saying(read.error) };
}

function saying({ issues }: z.ZodError): string {
  const names = issues.map(({ path }) => String(path[0])).join(', ');
  return `The value of ${names} can't be used.`;
}
