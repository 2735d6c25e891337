/**
 * A Vault that is not the simulator, on purpose: it uses neither the simulator nor the contract,
 * so a mistake in them can't hide itself. It differs from both in ways that real Vaults may.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type ReceivedRequest = {
  method: string;
  url: string;
  authorization?: string;
  clientId?: string;
};

export type ForeignVault = {
  origin: string;
  received: ReceivedRequest[];
  /** Rows of the two lists, which a test may change. */
  monitors: unknown[];
  histories: unknown[];
  /** The answer of `users/me`. */
  me: unknown;
  close: () => Promise<void>;
};

export const session = 'f0e1d2c3-foreign/SESSION+id==';

/** Its jobs are planned and have ended around the moment at which it is made; `now` in milliseconds. */
export async function createForeignVault(now: () => number): Promise<ForeignVault> {
  const made = now();
  const at = (minutes: number) => new Date(made + minutes * 60_000).toISOString();
  const vault: Omit<ForeignVault, 'origin' | 'close'> = {
    received: [],
    monitors: unfinished(at),
    histories: finished(at),
    me: { responseStatus: 'SUCCESS', users: [{ id: '77', user_name__v: 'fay@foreign.test' }] },
  };
  const server = createServer((request, response) => {
    response.setHeader('Date', new Date(now()).toUTCString());
    void answer(request, response, vault, `http://${request.headers.host}`);
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(vault, {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}

type Vault = Omit<ForeignVault, 'origin' | 'close'>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  ...[vault, origin]: [Vault, string]
) {
  const { method = '', url = '', headers } = request;
  const clientId = headers['x-vaultapi-clientid'];
  vault.received.push({
    method,
    url,
    ...(headers.authorization !== undefined && { authorization: headers.authorization }),
    ...(typeof clientId === 'string' && { clientId }),
  });
  let form = '';
  for await (const part of request) form += String(part);
  const [path = '', search = ''] = url.replace('/api/v25.2', '').split('?');
  const query = new URLSearchParams(search);
  const respond = (body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  if (path === '/auth') return respond(signIn(new URLSearchParams(form), origin));
  if (headers.authorization !== session) return respond(failure('INVALID_SESSION_ID'));
  if (path === '/services/jobs/monitors') {
    // An absolute address, page after page, and never more than 50 whatever was query.
    return respond(list(vault.monitors, query, `${origin}/api/v25.2${path}`));
  }
  if (path === '/services/jobs/histories') {
    const wanted = query.get('status')?.toUpperCase();
    const rows = vault.histories.filter(
      (row) => wanted === undefined || JSON.stringify(row).includes(`"${wanted}"`),
    );
    return respond(list(rows, query, `/api/v25.2${path}`));
  }
  if (path === '/objects/users/me') return respond(vault.me);
  if (path.startsWith('/objects/users/')) return respond(failure('USER_NOT_FOUND'));
  const [, id] = /^\/services\/jobs\/start_now\/(\w+)$/.exec(path) ?? [];
  if (id !== undefined && method === 'POST') return respond(start(vault, id));
  return respond(failure('MALFORMED_URL'), 404);
}

/** Numbers as text, a URL with the version in it, and an unknown type of error. */
function signIn(form: URLSearchParams, origin: string) {
  if (form.get('username') !== 'fay@foreign.test' || form.get('password') !== 'sesame') {
    return { ...failure('SOLAR_FLARE', 'Come back after the storm.'), errorType: 'OTHER' };
  }
  return {
    responseStatus: 'SUCCESS',
    sessionId: session,
    userId: '77',
    vaultIds: [
      { id: '9', name: 'Other', url: 'https://other.foreign.test/api' },
      { id: '12', name: 'ForeignVault', url: `${origin.replace('http', 'HTTP')}/api/v25.2/` },
    ],
    vaultId: 12,
    passwordExpiresIn: null,
  };
}

function list(rows: unknown[], query: URLSearchParams, path: string) {
  const limit = Math.min(Number(query.get('limit') ?? 50), 50);
  const offset = Number(query.get('offset') ?? 0);
  const next = offset + limit < rows.length && `${path}?limit=${limit}&offset=${offset + limit}`;
  return {
    responseStatus: 'WARNING',
    warnings: [{ warning_type: 'SLOW_NODE', message: 'This node is slow today.' }],
    responseDetails: {
      // As text, and one too many.
      total: String(rows.length + 1),
      limit,
      offset,
      ...(next !== false && { next_page: next }),
    },
    node: { name: 'west-7' },
    jobs: rows.slice(offset, offset + limit),
  };
}

function start(vault: Vault, id: string) {
  vault.monitors = vault.monitors.map((row) =>
    JSON.stringify(row).includes(`"${id}"`) ? { ...Object(row), status: 'QUEUEING' } : row,
  );
  return { responseStatus: 'SUCCESS', url: `/api/v25.2/services/jobs/${id}`, job_id: id };
}

function failure(type: string, message = 'Said by a Vault of another make.') {
  return { responseStatus: 'FAILURE', errors: [{ type, message }] };
}

/** The instant this many minutes from now. */
type At = (minutes: number) => string;

/** 120 scheduled jobs on three pages, and one of every other unfinished status. */
function unfinished(at: At): unknown[] {
  const planned = Array.from({ length: 120 }, (_, n) => ({
    job_id: String(70_000 + n),
    title: `Planned ${n}`,
    status: 'SCHEDULED',
    created_by: '1',
    created_date: at(-60),
    run_start_date: at(30 + n),
    colour: ['red', null],
  }));
  const others = ['QUEUEING', 'QUEUED', 'RUNNING', 'CANCELLING', 'HIBERNATING', 'running', ''].map(
    (status, n) => ({ job_id: `6${n}`, title: `Now ${n}`, status, created_by: 4711 + n }),
  );
  return [...planned, ...others, { job_id: 69, title: null, status: null }];
}

const ends = ['SUCCESS', 'ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE', 'TIMEOUT'];
const otherEnds = ['CANCELLED', 'COMPLETED_DUE_TO_INACTIVITY', 'EVAPORATED'];

function finished(at: At): unknown[] {
  return [...ends, ...otherEnds].map((status, n) => ({
    job_id: 500 + n,
    title: `Past ${n}`,
    status,
    created_by: null,
    created_date: at(-90 - n),
    ...(n % 2 === 0 && { run_start_date: at(-40 - n), run_end_date: at(-20 - n) }),
  }));
}
