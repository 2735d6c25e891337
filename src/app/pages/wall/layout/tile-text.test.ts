import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { queuedSince } from '#insight/queued-since.ts';
import { at, hour, job, minute, now } from '#insight/testing/jobs.ts';
import type { Entry } from '#insight/wall-entries.ts';

import { tileText, type TileContext } from './tile-text.ts';

const context: TileContext = {
  now,
  zone: 'UTC',
  usual: new Map([['Nightly export', { runs: 9, medianMs: 4 * minute, p95Ms: 6 * minute }]]),
  queuedSince: (job) => queuedSince(job, new Map([['1', now - 20 * minute]])),
  failuresWhole: true,
  present: () => now,
  isPast: false,
};
const past = { ...context, isPast: true };

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
  test('says how long a job has been running, and its usual duration', () => {
    expect(tileText(running, context).details).toEqual([
      '3 min 00 s',
      'usually 4 min 00 s (9 runs)',
    ]);
  });

  test('says when, and how often in 24 hours', () => {
    expect(tileText(failing, context).details).toEqual(['09:00, 1 h ago', '2 failures in 24 h']);
    const incomplete = { ...context, failuresWhole: false };
    expect(tileText(failing, incomplete).details[1]).toBe('at least 2 failures in 24 h');
    const unsure = tileText({ ...failing, isSure: false }, context);
    expect(unsure.details[1]).toBe('2 failures, later runs unknown');
  });

  test('of a failure that never ran says when it was planned, and guesses no end', () => {
    const fields = { status: 'MISSED_SCHEDULE', start: at(-2 * hour), modified: at(-hour) };
    const missed: Entry = { kind: 'failed', failures: 1, job: job({ id: 5, ...fields }) };
    expect(tileText(missed, context).details).toEqual(['planned 08:00', '1 failure in 24 h']);
    const ended: Entry = {
      kind: 'failed',
      failures: 3,
      job: job({ id: 5, status: 'TIMEOUT', start: at(-hour) }),
    };
    expect(tileText(ended, context).details).toEqual(['end unknown', '3 failures in 24 h']);
  });

  test('of a queued job says since when as the overview does, and never since its creation', () => {
    const created = at(-3 * hour);
    const queued = (fields: object): Entry => ({
      kind: 'queued',
      job: job({ id: 1, status: 'QUEUED', created, start: undefined, ...fields }),
    });
    expect(tileText(queued({ start: at(-hour) }), context).details).toEqual(['1 h 00 min']);
    expect(tileText(queued({}), context).details).toEqual(['at least 20 min']);
    expect(tileText(queued({}), past).details).toEqual(['since 09:40 or earlier']);
    expect(tileText(queued({ id: 2 }), context).details).toEqual([]);
    const justSeen = { ...context, now: now - 20 * minute };
    expect(tileText(queued({}), justSeen).details).toEqual(['first seen just now']);
  });

  test('of a job without a title says its ID', () => {
    expect(tileText({ kind: 'unknown', job: job({ id: 7, title: ' ' }) }, context).title).toBe(
      'Job 7, no title',
    );
  });

  test.prop([fc.constantFrom(running, scheduled, failing, overdue), fc.nat(10 * hour)])(
    'that is past says so, and does not tick',
    (entry, later) => {
      const text = tileText(entry, past);
      expect(text.state).toMatch(/^Was: /);
      expect(tileText(entry, { ...past, now: now + later })).toEqual(text);
    },
  );
});
