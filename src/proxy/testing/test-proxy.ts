/** For tests: a proxy with a small fake Vault behind it, and a clock that the test moves. */
import type { Hono } from 'hono';

import type { Send } from '#contract/client.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { readConfig, type Environment } from '../config.ts';
import type { Env } from '../context.ts';
import { createLog } from '../log.ts';
import { createProxy } from '../proxy.ts';
import type { ProxyOptions } from '../services.ts';

type Options = Omit<Partial<ProxyOptions>, 'config' | 'upstream' | 'log'> & {
  upstream?: Send;
  environment?: Environment;
};

export type TestProxy = ReturnType<typeof testProxy>;

const origin = 'http://127.0.0.1:4100';

export function testProxy({ upstream = fakeVault(), environment = {}, ...rest }: Options = {}) {
  const calls: Request[] = [];
  const lines: string[] = [];
  const clock = createManualClock();
  const app: Hono<Env> = createProxy({
    config: readConfig({ VAULT_URL: 'https://acme.veevavault.com', ...environment }),
    upstream: (request) => {
      calls.push(request);
      return upstream(request);
    },
    clock,
    log: createLog({ level: 'debug', clock, to: { write: (line) => lines.push(line) } }),
    ...rest,
  });

  const ask = (path: string, { headers, ...init }: RequestInit = {}) =>
    Promise.resolve(
      app.fetch(
        new Request(origin + path, {
          ...init,
          headers: { ...(init.method && proof), ...Object.fromEntries(new Headers(headers)) },
        }),
      ),
    );

  /** As our own page does. Returns the answer, and the cookie for later requests. */
  async function signIn(body: object = {}) {
    const credentials = {
      vault: 'acme.veevavault.com',
      userName: 'ada',
      password: 'right',
      ...body,
    };
    const answer = await ask('/api/session', { method: 'POST', body: JSON.stringify(credentials) });
    const [cookie = ''] = answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');
    return { answer, cookie };
  }

  return {
    ask,
    signIn,
    /** Method, path and query of each call to Vault, except signing in. */
    asked: () =>
      calls
        .map(({ method, url }) => `${method} ${url.replace(/^.*\/api\/v25\.2/, '')}`)
        .filter((call) => call !== 'POST /auth'),
    calls,
    lines,
    advance: clock.advance,
  };
}

/** What a browser adds to a write from one of our own pages. */
const proof = { origin, 'sec-fetch-site': 'same-origin' };

/**
 * Signs in anybody whose password is `right`; the one job of every list names the user who asked.
 * `override` may answer a request in its place.
 * Not the simulator: the proxy may not import it, and these tests choose each answer byte by byte.
 */
export function fakeVault(
  override: (request: Request) => Response | undefined | Promise<Response | undefined> = () =>
    undefined,
): Send {
  return async (request) => {
    const { pathname, host } = new URL(request.url);
    const response = await override(request);
    if (response !== undefined) return response;
    if (pathname.endsWith('/auth'))
      return signedIn(host, new URLSearchParams(await request.text()));
    const user = request.headers.get('authorization')?.replace('session of ', '') ?? '';
    if (pathname.endsWith('/users/me')) return success({ users: [{ user: { id: user } }] });
    return success({ jobs: [{ job_id: 1, title: `of ${user}` }], responseDetails: { total: 1 } });
  };
}

function signedIn(host: string, form: URLSearchParams): Response {
  const userName = form.get('username') ?? '';
  if (form.get('password') !== 'right') return failure('USERNAME_OR_PASSWORD_INCORRECT');
  return success({
    sessionId: `session of ${userName}`,
    userId: userName,
    vaultId: 7,
    vaultIds: [{ id: 7, name: 'Acme', url: `https://${host}/api` }],
  });
}

export function success(body: object, headers: Record<string, string> = {}): Response {
  return Response.json({ responseStatus: 'SUCCESS', ...body }, { headers });
}

export function failure(type: string): Response {
  return Response.json({
    responseStatus: 'FAILURE',
    errors: [{ type, message: `It is ${type}.` }],
  });
}
