/** What a terminal shows of the log. */
import { expect, test } from 'vitest';

import { textLog } from './log-text.ts';
import { createLog } from './log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  const clock = { now: () => Date.parse('2026-03-10T14:00:00Z') };
  write(createLog({ level: 'debug', clock, to: textLog({ write: (line) => lines.push(line) }) }));
  return lines;
}

test('a message is all there is to read', () => {
  const text = 'No SESSION_SECRET: a restart will sign everybody out.';
  expect(linesOf((log) => log.info({ event: 'secret', made: true }, text))).toEqual([`${text}\n`]);
});

test('an event is one short line, with its level where that is unusual', () => {
  const lines = linesOf((log) => {
    log.info({ event: 'request', id: 'a-1', method: 'GET', path: '/api/session', status: 200 });
    log.warn({ event: 'shared-state', outcome: 'down' });
  });
  expect(lines).toEqual([
    '14:00:00 UTC request method=GET path=/api/session status=200\n',
    '14:00:00 UTC warning shared-state outcome=down\n',
  ]);
});

test('what a browser sends can’t command the terminal', () => {
  const [line = ''] = linesOf((log) => log.info({ event: 'request', path: '/\u001B[2J\nfake' }));
  expect(line).toBe('14:00:00 UTC request path="/\\u001b[2J\\nfake"\n');
});
