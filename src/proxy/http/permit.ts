/**
 * Lets through what the contract lists for viewers, and nothing else. The address that goes to
 * Vault is written from the parsed values, so no spelling of a path can mean one thing here and
 * another there.
 */
import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';

import { address, type Endpoint } from '#contract/endpoint.ts';
import { startNow } from '#contract/jobs.ts';

import type { Config } from '../config.ts';
import type { Env, Permitted } from '../context.ts';
import { refuse } from './error-response.ts';

const maxRemembered = 1_000;

/** `prefix` is what stands in front of their paths. */
type Options = { prefix: `/${string}`; endpoints: readonly Endpoint[] };

export function permit({ prefix, endpoints }: Options): MiddlewareHandler<Env> {
  const routes = endpoints.filter(({ caller }) => caller === 'viewer').map(route);

  /** Screens ask for the same few again and again. */
  const remembered = new Map<string, Permitted>();

  return async function permit(context, next) {
    const { method, url } = context.req;
    const again = remembered.get(`${method} ${url}`);
    if (again !== undefined) {
      context.set('permitted', again);
      return next();
    }
    const path = context.req.path.slice(prefix.length);
    const matching = routes.flatMap((read) => read(path) ?? []);
    if (matching.length === 0) {
      return refuse(context, 'NOT_IN_CONTRACT', 'Jobwatch does not pass this path on to Vault.');
    }
    const [found] = matching.filter(({ endpoint }) => endpoint.method === method);
    if (found === undefined) {
      return refuse(context, 'METHOD_NOT_SUPPORTED', `This path does not support ${method}.`);
    }
    const query = readQuery(found.endpoint, new URL(url).searchParams);
    if (query.kind === 'refused') return refuse(context, query.type, query.message);
    const permitted = {
      ...found,
      address: address(found.endpoint, { ...found.params, ...query.values }),
    };
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(`${method} ${url}`, permitted);
    context.set('permitted', permitted);
    return next();
  };
}

/** With READ_ONLY set, nobody starts a job from here. */
export function readOnly({ config }: { config: Config }): MiddlewareHandler<Env> {
  return async function readOnly(context, next) {
    if (!config.readOnly || context.get('permitted').endpoint !== startNow) return next();
    return refuse(context, 'READ_ONLY', 'Jobwatch is set up to read only: no job can be started.');
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
    const params = v.safeParse(endpoint.params, values);
    return params.success ? { endpoint, params: params.output } : undefined;
  };
}

type Query =
  | { kind: 'read'; values: Record<string, unknown> }
  | { kind: 'refused'; type: 'NOT_IN_CONTRACT' | 'INVALID_DATA'; message: string };

function readQuery({ query }: Endpoint, params: URLSearchParams): Query {
  const names = [...params.keys()];
  const unknown = names.find(
    (name, at) => !Object.hasOwn(query.entries, name) || names.indexOf(name) !== at,
  );
  if (unknown !== undefined) {
    const message = `The parameter ${JSON.stringify(unknown.slice(0, 40))} is unknown or repeated.`;
    return { kind: 'refused', type: 'NOT_IN_CONTRACT', message };
  }
  const read = v.safeParse(query, Object.fromEntries(params));
  if (read.success) return { kind: 'read', values: read.output };
  const wrong = read.issues.map((issue) => v.getDotPath(issue)).join(', ');
  return { kind: 'refused', type: 'INVALID_DATA', message: `The value of ${wrong} can't be used.` };
}
