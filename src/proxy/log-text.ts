/** The log for somebody who started the server by hand: a short line of text for each event. */
import type { LogOutput } from './log-output.ts';

/** Takes the lines of JSON that pino writes. */
export function textLog(to: LogOutput): LogOutput {
  return { write: (line) => to.write(`${textOf(line)}\n`) };
}

const levels: Record<number, string> = { 20: 'debug', 40: 'warning', 50: 'error' };

/** What is in every line, or is said by another part of it. */
const leftOut = new Set(['level', 'time', 'event', 'msg', 'id']);

function textOf(line: string): string {
  const fields: unknown = JSON.parse(line);
  if (typeof fields !== 'object' || fields === null) return line.trimEnd();
  const known = new Map<string, unknown>(Object.entries(fields));
  const message = known.get('msg');
  if (typeof message === 'string') return message;
  const level = levels[Number(known.get('level'))];
  const rest = [...known].flatMap(([name, value]) =>
    leftOut.has(name) ? [] : [`${name}=${valueText(value)}`],
  );
  const time = String(known.get('time')).slice(11, 19);
  const event = String(known.get('event'));
  return [`${time} UTC`, ...(level === undefined ? [] : [level]), event, ...rest].join(' ');
}

/** Browsers choose paths: nothing that a terminal could obey is written as it is. */
function valueText(value: unknown): string {
  return typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
}
