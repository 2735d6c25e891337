/**
 * A Vault in a process of its own: it signs in whoever has the password, answers slowly, writes into
 * each list when it was made, and remembers who asked for what.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { startMs, type VaultCall } from './report-shape.ts';

const rows = 200;
const usualMs = 300;
const slowMs = 2_500;
/** One list of so many is slow. */
const slowEvery = 12;

const calls: VaultCall[] = [];
const sessions = new Map<string, string>();
let made = 0;

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 620_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ port: address?.port });
});
process.on('message', () => process.send?.({ calls }));
process.on('disconnect', () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? '').replace(/^\/api\/v25\.2/, '');
  const sent = await textOf(request);
  if (path === '/auth') return signIn(new URLSearchParams(sent), response);
  const session = request.headers.authorization ?? '';
  const user = sessions.get(session);
  if (user === undefined) return fail(response, 'INVALID_SESSION_ID');
  const call: VaultCall = { user, path: `${request.method} ${path}`, at: Date.now() };
  calls.push(call);
  // Whoever asked has died, so that somebody else will ask again.
  response.once('close', () => {
    call.until = Date.now();
    call.isLost = !response.writableFinished;
  });
  if (request.method === 'DELETE') {
    sessions.delete(session);
    return succeed(response, {});
  }
  if (path.includes('/start_now/')) {
    await delay(startMs);
    return succeed(response, { job_id: Number(path.split('/').at(-1)) });
  }
  if (path.includes('/users/me')) return succeed(response, { users: [{ user: { id: user } }] });
  await delay(calls.length % slowEvery === 0 ? slowMs : usualMs);
  succeed(response, {
    madeAt: Date.now(),
    jobs: Array.from({ length: rows }, (_, n) => ({ ...job, job_id: n, title: `${user}: ${n}` })),
    responseDetails: { total: rows, limit: rows, offset: 0 },
  });
}

const job = {
  status: 'RUNNING',
  created_by: 1,
  created_date: '2026-11-27T07:00:00.000Z',
  modified_date: '2026-11-27T07:00:00.000Z',
  run_start_date: '2026-11-27T07:00:00.000Z',
  run_end_date: '2026-11-27T07:00:00.000Z',
  links: Array.from({ length: 4 }, (_, n) => ({
    rel: `rel ${n}`,
    href: `/api/v25.2/objects/documents/${n}/versions/0/1/file`,
    method: 'GET',
    accept: 'application/json',
  })),
};

function signIn(form: URLSearchParams, response: ServerResponse) {
  const user = form.get('username') ?? '';
  calls.push({ user, path: 'POST /auth', at: Date.now() });
  if (form.get('password') !== 'right') return fail(response, 'USERNAME_OR_PASSWORD_INCORRECT');
  made += 1;
  const sessionId = `session-${made}-of-${user}`;
  sessions.set(sessionId, user);
  succeed(response, { sessionId, userId: user, vaultId: 1, vaultIds: [] });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function succeed(response: ServerResponse, body: object) {
  send(response, { responseStatus: 'SUCCESS', ...body });
}

function fail(response: ServerResponse, type: string) {
  send(response, { responseStatus: 'FAILURE', errors: [{ type, message: `It is ${type}.` }] });
}

function send(response: ServerResponse, body: object) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
