/**
 * Where the log goes: to standard output, at once, and never for long. A disk that is full or a
 * reader that has stopped costs lines, not the service. How many were lost is written as soon as
 * anything can be written again.
 */
import { writeSync } from 'node:fs';

import { systemClock } from './clock.ts';

export type LogOutput = { write: (line: string) => void };

type Options = {
  /** Writes some of the bytes and returns how many, or throws. It must not wait. */
  writeBytes: (bytes: Uint8Array) => number;
  /** How many bytes may wait for a reader who is slow. */
  mostWaiting?: number;
  retryMs?: number;
};

/** `stands` for so many lines: more than one where it says that they were lost. */
type Entry = { bytes: Uint8Array; stands: number };

export function createLogOutput({
  writeBytes,
  mostWaiting = 1024 * 1024,
  retryMs = 1_000,
}: Options): LogOutput {
  const waiting: Entry[] = [];
  let waitingBytes = 0;
  let lost = 0;
  let isMidLine = false;
  let retry: NodeJS.Timeout | undefined;

  return {
    write(line) {
      // First what has waited for longer.
      flush();
      if (waitingBytes > mostWaiting) lost += 1;
      else enqueue(line, 1);
      flush();
    },
  };

  function enqueue(line: string, stands: number) {
    const bytes = Buffer.from(line);
    waiting.push({ bytes, stands });
    waitingBytes += bytes.length;
  }

  function flush() {
    try {
      writeWaiting();
      if (lost === 0) return;
      const count = lost;
      lost = 0;
      enqueue(lostLine(count, isMidLine), count);
      writeWaiting();
    } catch (error) {
      // A slow reader may go on; from a full disk nothing comes back.
      if (!isBusy(error)) dropAll();
      retry ??= setTimeout(() => {
        retry = undefined;
        flush();
      }, retryMs).unref();
    }
  }

  function writeWaiting() {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      const written = writeBytes(first.bytes);
      waitingBytes -= written;
      isMidLine = written < first.bytes.length;
      if (isMidLine) first.bytes = first.bytes.subarray(written);
      else waiting.shift();
    }
  }

  function dropAll() {
    lost += waiting.reduce((sum, { stands }) => sum + stands, 0);
    waiting.length = 0;
    waitingBytes = 0;
  }
}

function lostLine(lines: number, isMidLine: boolean): string {
  const time = new Date(systemClock.now()).toISOString();
  const line = JSON.stringify({ level: 40, time, event: 'log', lost: lines });
  return `${isMidLine ? '\n' : ''}${line}\n`;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

/** The one of this process, so that no two cut each other's lines. */
export const standardOutput = createLogOutput({
  writeBytes(bytes) {
    // Node makes a pipe not wait for its reader as soon as it is asked for its stream.
    void process.stdout;
    return writeSync(1, bytes);
  },
});
