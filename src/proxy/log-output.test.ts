/** A log that can't be written costs lines, and nothing else. */
import { closeSync, openSync, writeSync } from 'node:fs';

import { afterEach, beforeEach, expect, vi } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { createLogOutput } from './log-output.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const fault = (code: string) => Object.assign(new Error(code), { code });

/** A file or pipe that takes so many bytes until it fails. */
function device(room: number, code: string) {
  let left = room;
  let text = '';
  const output = createLogOutput({
    mostWaiting: 100,
    writeBytes(bytes) {
      if (left === 0) throw fault(code);
      const written = Math.min(left, bytes.length);
      left -= written;
      text += Buffer.from(bytes.subarray(0, written)).toString();
      return written;
    },
  });
  return {
    output,
    text: () => text,
    makeRoom: (bytes: number) => {
      left = bytes;
    },
  };
}

const lostIn = (text: string) =>
  [...text.matchAll(/"lost":(\d+)}$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);

test('on a full disk lines are lost and counted, and later ones are whole', () => {
  const { output, text, makeRoom } = device(10, 'ENOSPC');
  output.write('first\n');
  output.write('second\n');
  output.write('third\n');
  expect(text()).toBe('first\nseco');
  makeRoom(1_000);
  output.write('fourth\n');
  const lines = text().split('\n');
  expect(lines.slice(0, 2)).toEqual(['first', 'seco']);
  expect(lostIn(text())).toBe(2);
  expect(lines).toContain('fourth');
});

test('that lines were lost is written even if nothing else is', () => {
  const { output, text, makeRoom } = device(0, 'ENOSPC');
  for (let n = 0; n < 7; n++) output.write('line\n');
  vi.advanceTimersByTime(5_000);
  makeRoom(1_000);
  vi.advanceTimersByTime(1_000);
  expect(lostIn(text())).toBe(7);
});

test('a reader who goes on reading has all of it, in order', () => {
  const { output, text, makeRoom } = device(3, 'EAGAIN');
  for (const line of ['a', 'b', 'c']) output.write(`line ${line}\n`);
  expect(text()).toBe('lin');
  makeRoom(Infinity);
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('line a\nline b\nline c\n');
});

test('what waits for a reader who has stopped is bounded', () => {
  const { output, text, makeRoom } = device(0, 'EAGAIN');
  for (let n = 0; n < 10_000; n++) output.write('0123456789\n');
  makeRoom(Infinity);
  vi.advanceTimersByTime(1_000);
  expect(text().length).toBeLessThan(300);
  const whole = text().match(/^0123456789$/gm) ?? [];
  expect(lostIn(text()) + whole.length).toBe(10_000);
});

test.prop([
  fc.array(fc.tuple(fc.nat(60), fc.constantFrom('ENOSPC', 'EAGAIN', 'EIO')), { maxLength: 40 }),
])('each line is there or counted as lost, whatever goes wrong', (steps) => {
  let text = '';
  let now: (typeof steps)[number] = [0, 'EIO'];
  const output = createLogOutput({
    writeBytes(bytes) {
      const [room, code] = now;
      if (room === 0) throw fault(code);
      // Never all but the end of a line, which would look as if it were whole.
      const written = room === bytes.length - 1 ? room - 1 : Math.min(room, bytes.length);
      now = [written < bytes.length ? 0 : room - written, code];
      text += Buffer.from(bytes.subarray(0, written)).toString();
      return written;
    },
  });
  for (const step of steps) {
    now = step;
    output.write('a line of the log\n');
  }
  now = [Infinity, 'EIO'];
  vi.advanceTimersByTime(10_000);
  const whole = text.match(/^a line of the log$/gm) ?? [];
  expect(whole.length + lostIn(text)).toBe(steps.length);
});

test('a disk that is full for real throws nothing at who logs', () => {
  const full = openSync('/dev/full', 'w');
  const output = createLogOutput({ writeBytes: (bytes) => writeSync(full, bytes) });
  for (let n = 0; n < 100; n++) output.write('line\n');
  closeSync(full);
});
