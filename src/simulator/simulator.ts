/**
 * Veeva Vaults in memory. Answers a Request as a Vault would: as the proxy's upstream, in tests,
 * or behind a port. The host of a request says which Vault it is for.
 */
import { vaultEndpoints } from '#contract/endpoints.ts';

import { answerEndpoint } from './answers/answers.ts';
import type { Context } from './answers/context.ts';
import { linkTarget, type LinkTarget } from './answers/link-targets.ts';
import { route, type Route } from './answers/route.ts';
import { VaultFailure } from './answers/vault-failure.ts';
import { jsonOf } from './answers/wire.ts';
import { applyFaults, delay, throwFailure, untilAborted, withWarnings } from './apply-faults.ts';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import { createWorld } from './world/create-world.ts';
import { createBurstCounter, createMinuteLimit, createPeriodLimit } from './world/limits.ts';
import type { Session } from './world/sessions.ts';
import type { World } from './world/world.ts';
import { worldOfHost, type WorldName } from './worlds/names.ts';

export type Simulator = {
  /** Rejects with a TypeError if a connection breaks, as the global `fetch` does. */
  fetch: (request: Request) => Promise<Response>;
  /** The Vault of a host, created on first use; the first fifty hosts have one. */
  world: (host: string) => World;
};

type Options = {
  clock: Clock;
  /** The world of hosts that name none. */
  world?: WorldName;
  seed?: number;
};

type Vault = {
  world: World;
  admits: Context['admits'];
  countCall: ReturnType<typeof createBurstCounter>;
};

export function createSimulator({ clock, world = 'busy', seed = 1 }: Options): Simulator {
  const vaults = new Map<string, Vault>();

  const vaultOf = (host: string): Vault => {
    const key = host.toLowerCase();
    const known = vaults.get(key);
    if (known !== undefined) return known;
    // As an unknown host fails. Anybody may name one, and each takes memory and time to make.
    if (vaults.size >= mostVaults) throw new TypeError('fetch failed', { cause: notFound });
    const vault = createVault({ clock, host: key, seed, defaultWorld: world });
    vaults.set(key, vault);
    return vault;
  };
  const worldOf = (host: string) => vaultOf(host).world;

  return { world: worldOf, fetch: async (request) => respond(request, vaultOf, worldOf) };
}

const mostVaults = 50;
const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

type VaultOptions = { clock: Clock; host: string; seed: number; defaultWorld: WorldName };

function createVault({ clock, host, seed, defaultWorld }: VaultOptions): Vault {
  const { name, size } = worldOfHost(host) ?? { name: defaultWorld };
  const world = createWorld({ clock, host, seed, name, size });
  return {
    world,
    countCall: createBurstCounter(world.burst, clock.now),
    admits: {
      status: createPeriodLimit(() => world.switches.statusLimitMs, clock.now),
      signIn: createMinuteLimit(20, clock.now),
    },
  };
}

async function respond(
  request: Request,
  vaultOf: (host: string) => Vault,
  worldOf: (host: string) => World,
): Promise<Response> {
  const { host, pathname, search, searchParams } = new URL(request.url);
  const { world, admits, countCall } = vaultOf(host);
  const found = route(request.method, pathname);
  recordCall(request, pathname + search, { found, world });
  const faults = world.faults.take(found.kind === 'endpoint' ? found.name : undefined);
  const replacement = await applyFaults(faults, request.signal);
  if (replacement !== undefined) return withHeaders(replacement, { world });

  const { remaining, exceeded } = countCall();
  if (exceeded) await delay(world.burst.delayMs, request.signal);
  const session = world.sessions.use(request.headers.get('authorization'));
  const body = request.method === 'POST' ? await request.text() : '';
  const answer = answerRequest(found, faults, {
    context: { world, worldOf, admits, session, path: pathname, version: 'v25.2' },
    query: searchParams,
    body,
  });
  if (faults.some(({ kind }) => kind === 'lost-answer')) return untilAborted(request.signal);

  const response = toResponse(
    answer,
    faults.some(({ kind }) => kind === 'truncated'),
  );
  response.headers.set('X-VaultAPI-Status', answer.body.responseStatus);
  response.headers.set('X-VaultAPI-BurstLimit', String(world.burst.limit));
  response.headers.set('X-VaultAPI-BurstLimitRemaining', String(remaining));
  if (exceeded) response.headers.set('X-VaultAPI-ResponseDelay', String(world.burst.delayMs));
  return withHeaders(response, { world, session });
}

type Received = { context: Context; query: URLSearchParams; body: string };
type Answer = {
  status: number;
  body: { responseStatus: string } & Record<string, unknown>;
  /** Sent instead of the body. */
  file?: LinkTarget & { kind: 'bytes' };
};

function toResponse({ status, body, file }: Answer, isTruncated: boolean): Response {
  if (file !== undefined) {
    const headers = {
      'Content-Type': 'application/octet-stream;charset=UTF-8',
      'Content-Length': String(file.size),
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
    };
    return new Response(file.stream(isTruncated ? file.size / 2 : file.size), { headers });
  }
  const text = jsonOf(body);
  return new Response(isTruncated ? text.slice(0, Math.floor(text.length / 2)) : text, {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8' },
  });
}

/** HTTP 200 for every known path, even if the request is refused (docs/vault-api.md §5). */
function answerRequest(found: Route, faults: readonly Fault[], received: Received): Answer {
  const { context, query, body } = received;
  try {
    if (found.kind === 'unknown') {
      return failure(
        404,
        new VaultFailure('MALFORMED_URL', 'The specified resource cannot be found.'),
      );
    }
    if (found.kind === 'wrong-verb') {
      throw new VaultFailure('METHOD_NOT_SUPPORTED', 'The HTTP method is not supported here.');
    }
    throwFailure(faults);
    const needsSession = found.kind !== 'endpoint' || found.name !== 'authenticate';
    if (needsSession && context.session === undefined) {
      throw new VaultFailure('INVALID_SESSION_ID', 'Invalid or expired session ID.');
    }
    if (found.kind === 'versions') return success(apiVersions(context.world.host));
    if (found.kind === 'resources') return success(resources(context.world.host, found.version));
    if (found.kind === 'link') {
      const target = linkTarget(found.link, context);
      return target.kind === 'data' ? success(target.body) : { ...success({}), file: target };
    }
    const { name, params, version } = found;
    const answer = success(answerEndpoint(name, { params, query, body }, { ...context, version }));
    return { ...answer, body: withWarnings(answer.body, faults) };
  } catch (cause) {
    if (cause instanceof VaultFailure) {
      return failure(
        200,
        cause,
        faults.some(({ kind }) => kind === 'exception'),
      );
    }
    throw cause;
  }
}

function success(body: object): Answer {
  return { status: 200, body: { responseStatus: 'SUCCESS', ...body } };
}

function failure(status: number, refusal: VaultFailure, exception = false): Answer {
  const { type, message, extraFields } = refusal;
  const responseStatus = exception ? 'EXCEPTION' : 'FAILURE';
  return { status, body: { responseStatus, errors: [{ type, message }], ...extraFields } };
}

/** The list of API versions: three a year (docs/vault-api.md §4). */
function apiVersions(host: string) {
  const names = Array.from({ length: 18 }, (_, at) =>
    [1, 2, 3].map((release) => `v${at + 8}.${release}`),
  ).flat();
  return {
    values: Object.fromEntries(names.map((name) => [name, `https://${host}/api/${name}`])),
  };
}

/**
 * What a version offers, by name, without what needs an id. Veeva's Java client checks a session
 * with it (docs/vault-api.md §4).
 */
function resources(host: string, version: string) {
  const paths = Object.values(vaultEndpoints).flatMap(({ path }) =>
    path.includes('{') ? [] : [path.slice(1)],
  );
  return {
    values: Object.fromEntries(
      paths.map((path) => [path, `https://${host}/api/${version}/${path}`]),
    ),
  };
}

/** Adds the headers of every response; the Date header has the time of Vault's clock. */
function withHeaders(
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

const recordedCalls = 20_000;

function recordCall(
  request: Request,
  path: string,
  { found, world }: { found: Route; world: World },
) {
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
  if (world.calls.length > recordedCalls) world.calls.splice(0, recordedCalls / 2);
}
