import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { at, hour, job, minute, now } from '../../../insight/testing/jobs.ts';
import type { Entry } from '../../../insight/wall-entries.ts';
import { factsOf, type Telling } from './tile-text.ts';

const telling: Telling = {
  now,
  zone: 'UTC',
  usual: new Map([['Nightly export', { runs: 9, medianMs: 4 * minute, p95Ms: 6 * minute }]]),
  failuresWhole: true,
  isPast: false,
};
const past = { ...telling, isPast: true };

const running: Entry = { kind: 'running', job: job({ start: at(-3 * minute) }) };
const scheduled: Entry = {
  kind: 'scheduled',
  job: job({ status: 'SCHEDULED', start: at(hour) }),
};
const timedOut = job({ status: 'TIMEOUT', end: at(-hour) });
const failing: Entry = { kind: 'failing', job: timedOut, failures: 2, isSure: true };
const overdue: Entry = {
  kind: 'overdue',
  job: job({ status: 'SCHEDULED', start: at(-hour) }),
};

describe('a tile', () => {
  test('says how long against how long it usually is', () => {
    expect(factsOf(running, telling).details).toEqual(['3 min 00 s', 'usually 4 min 00 s']);
  });

  test('says when, and how often in a day', () => {
    expect(factsOf(failing, telling).details).toEqual(['09:00, 1 h ago', '2 failures in 24 h']);
    const part = { ...telling, failuresWhole: false };
    expect(factsOf(failing, part).details[1]).toBe('at least 2 failures in 24 h');
    const unsure = factsOf({ ...failing, isSure: false }, telling);
    expect(unsure.details[1]).toBe('2 failures, later runs unknown');
  });

  test('of a job without a title says its number', () => {
    expect(factsOf({ kind: 'unknown', job: job({ id: 7, title: ' ' }) }, telling).title).toBe(
      'Job 7, no title',
    );
  });

  test.prop([fc.constantFrom(running, scheduled, failing, overdue), fc.nat(10 * hour)])(
    'that is past says so, and the same however late it is',
    (entry, later) => {
      const facts = factsOf(entry, past);
      expect(facts.state).toMatch(/^Was: /);
      expect(factsOf(entry, { ...past, now: now + later })).toEqual(facts);
    },
  );
});
