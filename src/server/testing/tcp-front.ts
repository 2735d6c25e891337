/** For tests: a TCP server in front of another, which loses connections as networks do. */
import { connect, createServer, type Socket } from 'node:net';

type Loss = {
  /** The start of a request; once that is passed on, no answer to it gets through. */
  request: RegExp;
  /** How many connections are lost. */
  times: number;
  /** How long after the request was passed on its connection ends. */
  afterMs?: number;
  onLost?: () => void;
};

export type TcpFront = {
  port: number;
  /** Where connections lead that are opened from now on. */
  passTo: (port: number) => void;
  lose: (loss: Loss) => void;
  /** How many connections were lost so far. */
  lost: () => number;
  close: () => Promise<void>;
};

const host = '127.0.0.1';

export function tcpFront(): Promise<TcpFront> {
  const sockets = new Set<Socket>();
  let target: number | undefined;
  let loss: Loss | undefined;
  let lost = 0;

  const server = createServer((browser) => {
    if (target === undefined) {
      browser.destroy();
      return;
    }
    const upstream = connect(target, host);
    let isLost = false;
    const end = () => {
      browser.destroy();
      upstream.destroy();
    };
    browser.on('data', (bytes) => {
      upstream.write(bytes);
      if (loss === undefined || loss.times === 0 || isLost) return;
      if (!loss.request.test(bytes.toString('latin1'))) return;
      const { onLost = () => {}, afterMs = 300 } = loss;
      isLost = true;
      loss.times -= 1;
      setTimeout(() => {
        lost += 1;
        onLost();
        end();
      }, afterMs);
    });
    upstream.on('data', (bytes) => {
      if (!isLost) browser.write(bytes);
    });
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) throw new Error('no port was opened');
      resolve({
        port: address.port,
        passTo: (port) => {
          target = port;
        },
        lose: (next) => {
          loss = { ...next };
        },
        lost: () => lost,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}
