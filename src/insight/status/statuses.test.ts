import { describe, expect } from 'vitest';

import {
  historyStatuses,
  isKnownStatus,
  knownStatuses,
  monitorStatuses,
} from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import {
  badStatuses,
  hasNotRun,
  isBad,
  isFinished,
  isQueued,
  lookOf,
  phaseOf,
} from './statuses.ts';

/** As statuses are written in answers: Vault's filters have them in lower case. */
const written = (statuses: readonly string[]) => statuses.map((one) => one.toUpperCase());
const inPhase = (phase: string) => knownStatuses.filter((status) => phaseOf(status) === phase);

const notRun = (end: unknown) => knownStatuses.filter((status) => hasNotRun({ status, end }));

describe('a known status', () => {
  test.each(knownStatuses)('%s has a word, a shape and a meaning', (status) => {
    const { word, shape, meaning, phase } = lookOf(status);
    expect(word).toMatch(/^[A-Z][a-z ]+$/);
    expect(meaning).toMatch(/^[A-Z].+\.$/);
    expect(shape).not.toBe('question');
    expect(phase).not.toBe('unknown');
  });

  test('shares its word and its shape with no other: colour is never alone', () => {
    const looks = knownStatuses.map(lookOf);
    expect(new Set(looks.map(({ word }) => word)).size).toBe(knownStatuses.length);
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(knownStatuses.length);
  });

  test('is in the phase that docs/vault-api.md §3a give it', () => {
    expect(inPhase('waiting')).toEqual(['SCHEDULED', 'QUEUEING', 'QUEUED']);
    expect(inPhase('active')).toEqual(['RUNNING', 'CANCELLING']);
    expect(inPhase('well')).toEqual(['SUCCESS']);
    expect(inPhase('badly')).toEqual([
      'ERRORS_ENCOUNTERED',
      'FAILED_TO_RUN',
      'MISSED_SCHEDULE',
      'TIMEOUT',
    ]);
    expect(inPhase('otherwise')).toEqual(['CANCELLED', 'COMPLETED_DUE_TO_INACTIVITY']);
  });

  test.each(knownStatuses)('%s has finished exactly if it waits and runs no more', (status) => {
    expect(isFinished(status)).toBe(!['waiting', 'active'].includes(phaseOf(status)));
    expect(isBad(status)).toBe(phaseOf(status) === 'badly');
  });
});

describe('what follows from a status’s row', () => {
  test('is which statuses Vault’s lists can be filtered by: finished ones and others', () => {
    expect(written(historyStatuses).toSorted()).toEqual(
      knownStatuses.filter(isFinished).toSorted(),
    );
    expect(written(monitorStatuses).filter(isFinished)).toEqual([]);
  });

  test('is which failures are read beyond the newest jobs: every bad status', () => {
    expect(written(badStatuses).toSorted()).toEqual(knownStatuses.filter(isBad).toSorted());
  });

  test('is what counts as queued, and whose start is only planned', () => {
    expect(knownStatuses.filter(isQueued)).toEqual(['QUEUEING', 'QUEUED']);
    const always = ['SCHEDULED', 'QUEUEING', 'QUEUED', 'MISSED_SCHEDULE'];
    expect(notRun('2026-03-10T08:00:00.000Z')).toEqual(always);
    expect(notRun(undefined).toSorted()).toEqual(
      [...always, 'FAILED_TO_RUN', 'CANCELLED'].toSorted(),
    );
  });
});

describe('any other status', () => {
  const other = fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'success'));

  test.prop([other.filter((status) => status !== '' && !isKnownStatus(status))])(
    'is shown as Vault wrote it, neutral, neither good nor bad nor finished',
    (status) => {
      expect(lookOf(status)).toMatchObject({ word: status, phase: 'unknown', shape: 'question' });
      expect(isFinished(status)).toBe(false);
      expect(isBad(status)).toBe(false);
    },
  );

  test('that is none says so', () => {
    expect(lookOf('')).toMatchObject({ word: 'No status', phase: 'unknown' });
  });
});
