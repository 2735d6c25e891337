/** Turning notifications on, or coming back to them, parts what is news from what is none. */
import { describe, expect, test } from 'vitest';

import { at, hour, job, minute, now } from '#insight/testing/jobs.ts';

import { type Look, longestGapMs, observe } from './events.ts';
import type { Rule } from './settings.ts';

const all: Rule = { title: '', late: ['overdue', 'stuck', 'long'], statuses: ['TIMEOUT'] };

function look(fields: Partial<Look> = {}): Look {
  const queues = { seenSince: new Map<string, number>(), usualMs: new Map<string, number>() };
  return { now, monitors: [], finished: [], usual: new Map(), queues, ...fields };
}

describe('what was so before it was turned on', () => {
  test('is not said where a list shows it only later', () => {
    const first = observe(undefined, look(), { rules: [all], onSince: now });
    const later = look({
      now: now + minute,
      finished: [job({ id: 3, status: 'TIMEOUT', start: at(-hour), end: at(-minute) })],
    });
    expect(observe(first.memory, later, { rules: [all], onSince: now }).events).toEqual([]);
  });

  test('is what became so while nobody looked for more than an hour', () => {
    const first = observe(undefined, look(), { rules: [all], onSince: now });
    const ended = (after: number) =>
      look({
        now: now + after,
        finished: [job({ id: 9, status: 'TIMEOUT', end: at(after - minute) })],
      });
    const said = (after: number) =>
      observe(first.memory, ended(after), { rules: [all], onSince: now }).events.length;
    expect([said(longestGapMs), said(longestGapMs + 1)]).toEqual([1, 0]);
  });

  test('is not said from an answer of just before it was turned on', () => {
    const options = { rules: [all], onSince: now + 30_000 };
    const finished = [job({ id: 9, status: 'TIMEOUT', end: at(-minute) })];
    const before = { since: now - 2 * hour, lookedAt: now - 30 * minute, known: [] };
    const first = observe(before, look({ finished }), options);
    const second = observe(first.memory, look({ now: now + minute, finished }), options);
    expect([first, second].map(({ events }) => events.length)).toEqual([0, 0]);
  });

  test('is what became so while it was turned off', () => {
    const first = observe(undefined, look(), { rules: [all], onSince: now });
    const finished = [job({ id: 9, status: 'TIMEOUT', end: at(minute) })];
    const later = look({ now: now + 5 * minute, finished });
    const options = { rules: [all], onSince: now + 4 * minute };
    expect(observe(first.memory, later, options).events).toEqual([]);
  });
});

describe('what became so after it was turned on', () => {
  const finished = [job({ id: 9, status: 'TIMEOUT', end: at(0) })];

  test('is said, though the first look came after it', () => {
    const options = { rules: [all], onSince: now - minute };
    const said = (after: number) =>
      observe(undefined, look({ now: now + after, finished }), options).events.length;
    expect([said(minute), said(longestGapMs - minute), said(longestGapMs)]).toEqual([1, 1, 0]);
  });

  test('is said, though it had been off since yesterday and the first look came late', () => {
    const before = { since: now - 30 * hour, lookedAt: now - 24 * hour, known: [] };
    const options = { rules: [all], onSince: now - minute };
    const { events } = observe(before, look({ now: now + minute, finished }), options);
    expect(events).toHaveLength(1);
  });

  test('is said, though the device’s clock was a day ahead as it was turned on', () => {
    const options = { rules: [all], onSince: now + 24 * hour };
    const first = observe(undefined, look({ now: now - minute }), options);
    const { events } = observe(first.memory, look({ now: now + minute, finished }), options);
    expect([first.events.length, events.length]).toEqual([0, 1]);
  });

  test('is said, though Vault gives it only the second', () => {
    const options = { rules: [all], onSince: now + 900 };
    const first = observe(undefined, look({ now: now + 950 }), options);
    const later = look({ now: now + minute, finished });
    const second = observe(first.memory, later, options);
    expect([first, second].map(({ events }) => events.length)).toEqual([0, 1]);
    expect(observe(second.memory, later, options).events).toEqual([]);
  });
});
