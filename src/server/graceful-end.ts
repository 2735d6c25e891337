/** Ends a server without cutting an answer short. */
import type { ServerResponse } from 'node:http';
import { Server, type Socket } from 'node:net';

/**
 * Resolves when each answer is with who asked for it, and the last connection is closed. Node's own
 * `closeIdleConnections` takes a connection for idle as soon as its answer has been handed over, with
 * most of it still to be sent where the reader is slow.
 */
export function createGracefulEnd(server: Server): () => Promise<void> {
  /** How many answers each connection has still to send. */
  const pending = new Map<Socket, number>();
  let isEnding = false;

  server.on('connection', (socket: Socket) => {
    pending.set(socket, 0);
    socket.once('close', () => pending.delete(socket));
  });
  server.on('request', ({ socket }: { socket: Socket }, response: ServerResponse) => {
    add(socket, 1);
    // After the last byte has been written, or when nobody is there to read it.
    response.once('close', () => {
      add(socket, -1);
      if (isEnding) closeIfIdle(socket);
    });
  });

  return function endGracefully() {
    isEnding = true;
    return new Promise((resolve) => {
      // Not the method of an http server, which closes what it takes for idle as well.
      Server.prototype.close.call(server, () => resolve());
      // Browsers open connections ahead of need, and keep others for the next poll.
      for (const socket of pending.keys()) closeIfIdle(socket);
    });
  };

  function add(socket: Socket, count: number) {
    const before = pending.get(socket);
    if (before !== undefined) pending.set(socket, before + count);
  }

  function closeIfIdle(socket: Socket) {
    if (pending.get(socket) === 0) socket.destroySoon();
  }
}
