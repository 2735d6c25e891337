import { once } from 'node:events';
/**
 * A small balancer: each request goes to the next server that can be connected to. One that was sent
 * and lost is not sent again, as a balancer can't know what became of it.
 */
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream';

export type Balancer = { url: string; close: () => void };

export async function startBalancer(ports: () => number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  let next = 0;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => pass(request, Buffer.concat(chunks), response));
  });
  server.keepAliveTimeout = 620_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };

  function pass(request: IncomingMessage, body: Buffer, response: ServerResponse) {
    const all = ports();
    next += 1;
    // The one whose turn it is, and after it those that are to stand in for it.
    const inOrder = all.map((_, nth) => all[(next + nth) % all.length]);
    const { url: path, method, headers } = request;

    function tryNext() {
      const port = inOrder.shift();
      if (port === undefined) {
        response.destroy();
        return;
      }
      const sent = ask({ host: '127.0.0.1', port, path, method, headers, agent }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, response, () => undefined);
      });
      response.once('close', () => sent.destroy());
      sent.once('error', (error) => {
        const isUnsent = 'code' in error && error.code === 'ECONNREFUSED';
        if (isUnsent) tryNext();
        else response.destroy();
      });
      sent.end(body);
    }
    tryNext();
  }
}
