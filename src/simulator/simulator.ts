/**
 * Veeva Vaults in memory. Takes a Request to the Response that a Vault would give: as the
 * upstream of the proxy, in tests, or behind a port. The host of a request says which Vault.
 */
import { vaultEndpoints } from '#contract/endpoints.ts';

import { answers } from './answers/answers.ts';
import type { Context } from './answers/context.ts';
import { linked, type Linked } from './answers/link-targets.ts';
import { read } from './answers/read-input.ts';
import { Refusal } from './answers/refusal.ts';
import { route, type Route } from './answers/route.ts';
import { versions } from './answers/versions.ts';
import { jsonOf } from './answers/wire.ts';
import { before, forever, pause, refuse } from './apply-faults.ts';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import { createWorld } from './world/create-world.ts';
import { burstCounter, onePer, perMinute } from './world/limits.ts';
import type { Session } from './world/sessions.ts';
import type { World } from './world/world.ts';
import { namedBy, type WorldName } from './worlds/names.ts';

export type Simulator = {
  /** Rejects with a TypeError where a connection breaks, as the global `fetch` does. */
  fetch: (request: Request) => Promise<Response>;
  /** The Vault behind a host, made on first use. */
  world: (host: string) => World;
};

type Options = {
  clock: Clock;
  /** The world of hosts that name none. */
  world?: WorldName;
  seed?: number;
};

type Vault = { world: World; admits: Context['admits']; count: ReturnType<typeof burstCounter> };

export function simulator({ clock, world = 'busy', seed = 1 }: Options): Simulator {
  const vaults = new Map<string, Vault>();

  const vaultOf = (host: string): Vault => {
    const known = vaults.get(host.toLowerCase());
    if (known !== undefined) return known;
    const made = vault({ clock, host: host.toLowerCase(), seed, otherwise: world });
    vaults.set(host.toLowerCase(), made);
    return made;
  };
  const worldOf = (host: string) => vaultOf(host).world;

  return { world: worldOf, fetch: async (request) => respond(request, vaultOf, worldOf) };
}

type Making = { clock: Clock; host: string; seed: number; otherwise: WorldName };

function vault({ clock, host, seed, otherwise }: Making): Vault {
  const { name, size } = namedBy(host) ?? { name: otherwise };
  const world = createWorld({ clock, host, seed, name, size });
  return {
    world,
    count: burstCounter(world.burst, clock.now),
    admits: {
      status: onePer(() => world.switches.statusLimitMs, clock.now),
      signIn: perMinute(20, clock.now),
    },
  };
}

async function respond(
  request: Request,
  vaultOf: (host: string) => Vault,
  worldOf: (host: string) => World,
): Promise<Response> {
  const { host, pathname, search, searchParams } = new URL(request.url);
  const { world, admits, count } = vaultOf(host);
  const found = route(request.method, pathname);
  note(request, pathname + search, { found, world });
  const faults = world.faults.take(found.kind === 'endpoint' ? found.name : undefined);
  const instead = await before(faults, request.signal);
  if (instead !== undefined) return headed(instead, { world });

  const { remaining, exceeded } = count();
  if (exceeded) await pause(world.burst.delayMs, request.signal);
  const session = world.sessions.use(request.headers.get('authorization'));
  const body = request.method === 'POST' ? await request.text() : '';
  const answer = answered(found, faults, {
    context: { world, worldOf, admits, session, path: pathname, version: 'v25.2' },
    query: searchParams,
    body,
  });
  if (faults.some(({ kind }) => kind === 'lost-answer')) return forever(request.signal);

  const response = written(
    answer,
    faults.some(({ kind }) => kind === 'truncated'),
  );
  response.headers.set('X-VaultAPI-Status', answer.body.responseStatus);
  response.headers.set('X-VaultAPI-BurstLimit', String(world.burst.limit));
  response.headers.set('X-VaultAPI-BurstLimitRemaining', String(remaining));
  if (exceeded) response.headers.set('X-VaultAPI-ResponseDelay', String(world.burst.delayMs));
  return headed(response, { world, session });
}

type Asked = { context: Context; query: URLSearchParams; body: string };
type Answered = {
  status: number;
  body: { responseStatus: string } & Record<string, unknown>;
  /** Sent instead of the body. */
  file?: Linked & { kind: 'bytes' };
};

function written({ status, body, file }: Answered, isCut: boolean): Response {
  if (file !== undefined) {
    const headers = {
      'Content-Type': 'application/octet-stream;charset=UTF-8',
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
    };
    return new Response(file.stream(isCut ? file.size / 2 : file.size), { headers });
  }
  const text = jsonOf(body);
  return new Response(isCut ? text.slice(0, Math.floor(text.length / 2)) : text, {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  });
}

/** Whatever was understood answers HTTP 200, only unknown paths do not (docs/vault-api.md §5). */
function answered(
  found: Route,
  faults: readonly Fault[],
  { context, query, body }: Asked,
): Answered {
  try {
    if (found.kind === 'unknown') {
      return failure(404, new Refusal('MALFORMED_URL', 'The specified resource cannot be found.'));
    }
    if (found.kind === 'wrong-verb') {
      throw new Refusal('METHOD_NOT_SUPPORTED', 'The HTTP method is not supported here.');
    }
    refuse(faults);
    const open = found.kind === 'endpoint' && found.name === 'authenticate';
    if (!open && context.session === undefined) {
      throw new Refusal('INVALID_SESSION_ID', 'Invalid or expired session ID.');
    }
    if (found.kind === 'versions') return success(versions(context.world.host));
    if (found.kind === 'link') {
      const got = linked(found.link, context);
      return got.kind === 'data' ? success(got.body) : { ...success({}), file: got };
    }
    const asked = read(vaultEndpoints[found.name], { params: found.params, query, body });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table pairs both, which can't be followed by name
    const answer = answers[found.name] as (asked: unknown, context: Context) => object;
    return success(answer(asked, { ...context, version: found.version }));
  } catch (cause) {
    if (cause instanceof Refusal) {
      return failure(
        200,
        cause,
        faults.some(({ kind }) => kind === 'exception'),
      );
    }
    throw cause;
  }
}

function success(body: object): Answered {
  return { status: 200, body: { responseStatus: 'SUCCESS', ...body } };
}

function failure(status: number, { type, message, beside }: Refusal, exception = false): Answered {
  const responseStatus = exception ? 'EXCEPTION' : 'FAILURE';
  return { status, body: { responseStatus, errors: [{ type, message }], ...beside } };
}

/** The headers that every answer has; Vault's clock shows in Date. */
function headed(
  response: Response,
  { world, session }: { world: World; session?: Session | undefined },
): Response {
  const { headers } = response;
  headers.set('Date', new Date(world.now() + world.faults.skewMs()).toUTCString());
  headers.set('X-VaultAPI-ExecutionId', `${world.vaultId}-${world.now()}-${world.calls.length}`);
  headers.set('X-VaultAPI-VaultId', String(world.vaultId));
  if (session !== undefined) {
    headers.set('X-VaultAPI-UserId', String(session.account.id));
    headers.set('X-VaultAPI-TruncatedSessionId', session.id.slice(0, 8));
  }
  return response;
}

const longestMemory = 20_000;

function note(request: Request, path: string, { found, world }: { found: Route; world: World }) {
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const session = header('authorization');
  const clientId =
    new URL(request.url).searchParams.get('client_id') ?? header('x-vaultapi-clientid');
  const priority = header('x-jobwatch-priority');
  world.calls.push({
    at: world.now(),
    method: request.method,
    path,
    ...(found.kind === 'endpoint' && { endpoint: found.name }),
    ...(session !== undefined && { session }),
    ...(clientId !== undefined && { clientId }),
    ...(priority !== undefined && { priority }),
  });
  if (world.calls.length > longestMemory) world.calls.splice(0, longestMemory / 2);
}
