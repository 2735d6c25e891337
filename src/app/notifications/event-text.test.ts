/** What a notification says of each kind of event. */
import { describe, expect, test } from 'vitest';

import type { Job } from '#contract/jobs.ts';
import { at, job, now } from '#insight/testing/jobs.ts';

import { eventText, type JobEvent, type Look } from './events.ts';

const look: Look = {
  now,
  monitors: [],
  finished: [],
  usual: new Map(),
  queues: { seenSince: new Map(), usualMs: new Map() },
};

function text(kind: JobEvent['kind'], about: Job): string {
  return eventText({ key: '', at: now, job: about, kind }, look, 'UTC');
}

describe('in words', () => {
  test('it says what happened, when, and where', () => {
    expect(text('overdue', job({ status: 'SCHEDULED', start: at(0) }))).toBe(
      'is overdue: it was planned for 24 Nov 2026, 10:00 UTC and has not started.',
    );
    expect(text('status', job({ status: 'TIMEOUT', end: at(0) }))).toBe(
      'ended with “Timed out” at 24 Nov 2026, 10:00 UTC.',
    );
    expect(text('status', job({ status: 'TIMEOUT', modified: at(0) }))).toBe(
      'ended with “Timed out”.',
    );
    expect(text('status', job({ status: 'RUNNING', start: at(0) }))).toBe(
      'has the status “Running” and started at 24 Nov 2026, 10:00 UTC.',
    );
  });
});
