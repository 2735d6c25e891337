/** The Jobwatch server of a test: inside of the test's process, or the built one as another. */
import { createInterface } from 'node:readline';

import { createLog } from '#proxy/log.ts';
import { listen, type Listening } from '#server/listen.ts';
import { createServer } from '#server/server.ts';
import type { Simulator } from '#simulator/simulator.ts';

import type { TestClock } from './clock.ts';
import { freePort, type ServerProcess, serverProcesses } from './server-process.ts';

export type Jobwatch = {
  url: string;
  /** The simulated Vaults of the demo, where `VAULT_URL` is empty. */
  demo: Simulator | undefined;
  /** Its log. */
  lines: string[];
  /** A process gets this signal; SIGKILL unless another is named. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again at the same address. */
  start: () => Promise<void>;
  /** Serves another build of the app; users stay signed in only if SESSION_SECRET is set. */
  deploy: (folder: string) => void;
  end: () => Promise<void>;
};

type Options = {
  clock: TestClock;
  environment: Record<string, string>;
  /** For how long a document may wait for its rows; undefined if none has any. */
  drawingWaitMs: number | undefined;
};

export async function jobwatchInside({
  clock,
  environment,
  drawingWaitMs,
}: Options): Promise<Jobwatch> {
  const lines: string[] = [];
  const to = { write: (line: string) => lines.push(line) };
  const serve = (files: string) =>
    createServer({
      environment,
      clock: clock.ofServer,
      log: createLog({ level: 'debug', clock, to }),
      files,
      ...(drawingWaitMs && { drawing: 'dist/server/draw.js', drawingWaitMs }),
    });
  let served = serve('dist/client');
  const fetch: typeof served.fetch = (request, connection) => served.fetch(request, connection);
  let listening: Listening | undefined = await listen(fetch, { port: 0, host: '127.0.0.1' });
  const { port } = listening;
  const stop = async () => {
    await listening?.close();
    listening = undefined;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    demo: served.simulator,
    lines,
    stop,
    start: async () => {
      listening ??= await listen(fetch, { port, host: '127.0.0.1' });
    },
    deploy: (folder) => {
      served = serve(folder);
    },
    end: stop,
  };
}

export async function jobwatchProcess({ clock, environment }: Options): Promise<Jobwatch> {
  const processes = serverProcesses(clock);
  const lines: string[] = [];
  const port = await freePort();
  let running: ServerProcess | undefined;
  const start = async () => {
    running ??= processes.start('start', {
      // It is all that a process leaves to the next.
      SESSION_SECRET: 'x'.repeat(32),
      ...environment,
      PORT: String(port),
    });
    const { stdout } = running.child;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => lines.push(line));
    await running.url();
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    demo: undefined,
    lines,
    stop: async (signal = 'SIGKILL') => {
      running?.child.kill(signal);
      await running?.ended;
      running = undefined;
    },
    start,
    deploy: () => {
      throw new Error('A process serves its own build.');
    },
    end: processes.end,
  };
}
