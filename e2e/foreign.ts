/**
 * A Vault by another hand: plain JSON over plain HTTP, knowing nothing of the simulator or the
 * contract, with the liberties that real Vaults may take. What the product shows of it is proof
 * that it was not merely made to fit the simulator.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Heard = { method: string; url: string; authorization?: string; clientId?: string };

export type Foreign = {
  origin: string;
  heard: Heard[];
  /** Rows of the two lists, to be changed at will. */
  monitors: unknown[];
  histories: unknown[];
  /** What `users/me` answers. */
  me: unknown;
  close: () => Promise<void>;
};

export const session = 'f0e1d2c3-foreign/SESSION+id==';

/** Its jobs are planned and have ended around now, in milliseconds. */
export async function foreignVault(now: number): Promise<Foreign> {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const vault: Omit<Foreign, 'origin' | 'close'> = {
    heard: [],
    monitors: unfinished(at),
    histories: finished(at),
    me: { responseStatus: 'SUCCESS', users: [{ id: '77', user_name__v: 'fay@foreign.test' }] },
  };
  const server = createServer((request, response) => {
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

type Vault = Omit<Foreign, 'origin' | 'close'>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  ...[vault, origin]: [Vault, string]
) {
  const { method = '', url = '', headers } = request;
  const clientId = headers['x-vaultapi-clientid'];
  vault.heard.push({
    method,
    url,
    ...(headers.authorization !== undefined && { authorization: headers.authorization }),
    ...(typeof clientId === 'string' && { clientId }),
  });
  let typed = '';
  for await (const part of request) typed += String(part);
  const [path = '', query = ''] = url.replace('/api/v25.2', '').split('?');
  const asked = new URLSearchParams(query);
  const say = (body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

  if (path === '/auth') return say(signIn(new URLSearchParams(typed), origin));
  if (headers.authorization !== session) return say(failure('INVALID_SESSION_ID'));
  if (path === '/services/jobs/monitors') {
    // An absolute address, page after page, and never more than 50 whatever was asked.
    return say(list(vault.monitors, asked, `${origin}/api/v25.2${path}`));
  }
  if (path === '/services/jobs/histories') {
    const wanted = asked.get('status')?.toUpperCase();
    const rows = vault.histories.filter(
      (row) => wanted === undefined || JSON.stringify(row).includes(`"${wanted}"`),
    );
    return say(list(rows, asked, `/api/v25.2${path}`));
  }
  if (path === '/objects/users/me') return say(vault.me);
  if (path.startsWith('/objects/users/')) return say(failure('USER_NOT_FOUND'));
  const [, id] = /^\/services\/jobs\/start_now\/(\w+)$/.exec(path) ?? [];
  if (id !== undefined && method === 'POST') return say(start(vault, id));
  return say(failure('MALFORMED_URL'), 404);
}

/** Numbers as text, an address with the version in it, and words that nobody expects. */
function signIn(typed: URLSearchParams, origin: string) {
  if (typed.get('username') !== 'fay@foreign.test' || typed.get('password') !== 'sesame') {
    return { ...failure('SOLAR_FLARE', 'Come back after the storm.'), errorType: 'OTHER' };
  }
  return {
    responseStatus: 'SUCCESS',
    sessionId: session,
    userId: '77',
    vaultIds: [
      { id: '9', name: 'Other', url: 'https://other.foreign.test/api' },
      { id: '12', name: 'Foreign', url: `${origin.replace('http', 'HTTP')}/api/v25.2/` },
    ],
    vaultId: 12,
    passwordExpiresIn: null,
  };
}

function list(rows: unknown[], asked: URLSearchParams, path: string) {
  const limit = Math.min(Number(asked.get('limit') ?? 50), 50);
  const offset = Number(asked.get('offset') ?? 0);
  const next = offset + limit < rows.length && `${path}?limit=${limit}&offset=${offset + limit}`;
  return {
    responseStatus: 'WARNING',
    warnings: [{ warning_type: 'SLOW_NODE', message: 'This node is slow today.' }],
    responseDetails: {
      // As text, and one more than there are.
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

/** The instant so many minutes from now. */
type At = (minutes: number) => string;

/** 120 planned jobs over three pages, and one of every status that is not an end. */
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
