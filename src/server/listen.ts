/** Opens a port for anything that takes a Request to a Response. */
import { createServer } from 'node:http';

import { getRequestListener } from '@hono/node-server';

/** The second argument is the connection, which tells who asks and by which port. */
type Fetch = (request: Request, connection?: object) => Response | Promise<Response>;

export type Listening = { port: number; close: () => Promise<void> };

/**
 * Resolves once the port is open, with its number (which matters where 0 was asked for), and
 * rejects if it can't be opened. A fetch that rejects drops the connection: so the simulator
 * shows what a broken network looks like. `close` also ends connections that are kept alive.
 */
export function listen(
  fetch: Fetch,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  const listener = getRequestListener(
    async (request, { incoming }) => {
      try {
        return await fetch(whole(request), { incoming });
      } catch {
        incoming.destroy();
        return new Response(null, { status: 500 });
      }
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer({ maxHeaderSize }, (incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  keepConnections(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/**
 * A browser sends a cookie of half a kilobyte for each Vault that it is signed in to, and those of
 * other servers on the host: with Node's 16 KB, who is signed in to thirty Vaults could open nothing.
 * A link may hold a title of 1,500 letters, each of nine bytes.
 */
const maxHeaderSize = 65_536;

/**
 * A front keeps its idle connections to us and sends the next request over one. If we closed first,
 * a request already on its way would be lost, and a front may not repeat a POST. So the front has to
 * be the first: nginx keeps them for 60 s, AWS 60, Traefik 90, Caddy 120 and Google's 600.
 */
const keptMs = 620_000;

export function keepConnections(server: Timeouts): void {
  // No other time-out ends a connection that waits for its next request.
  server.keepAliveTimeout = keptMs;
}

type Timeouts = { keepAliveTimeout: number };

/** What the listener hands over only looks like a Request: another can't be made of it. */
function whole({ url, method, headers, body, signal }: Request): Request {
  return new Request(url, {
    method,
    headers,
    signal,
    ...(body !== null && { body, duplex: 'half' }),
  });
}
