import * as v from 'valibot';
import { describe, expect, test as plainTest } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
/** Whatever happens in a Vault, each event is said once, and nothing of what was so before. */
import { fc, test } from '#contract/testing/property-test.ts';
import { at, hour, job, minute, now } from '#insight/testing/jobs.ts';

import {
  type JobEvent,
  type Look,
  memory as shape,
  type Memory,
  mostKnown,
  observe,
} from './events.ts';
import type { Rule } from './settings.ts';

const all: Rule = {
  title: '',
  late: ['overdue', 'stuck', 'long'],
  statuses: ['RUNNING', 'SUCCESS', 'TIMEOUT', 'CANCELLED'],
};
const usual = new Map([['Ledger', { runs: 9, medianMs: 5 * minute, p95Ms: 10 * minute }]]);

function look(fields: Partial<Look> = {}): Look {
  const queues = { seenSince: new Map<string, number>(), usualMs: new Map<string, number>() };
  return { now, monitors: [], finished: [], usual, queues, ...fields };
}

const anyStep = {
  nth: fc.nat(),
  status: fc.constantFrom('SUCCESS', 'TIMEOUT', 'CANCELLED'),
  minutes: fc.integer({ min: 1, max: 30 }),
};
const planned = fc.constantFrom('plan', 'start', 'end');
const step = fc.record({
  ...anyStep,
  what: fc.oneof(planned, fc.constantFrom('queue', 'nothing', 'reload', 'other rules')),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A Vault of few jobs, of which those that ended are listed in whatever order. */
function play(steps: readonly Step[], before: { monitors: Job[]; finished: Job[] }) {
  let time = now;
  let id = 100;
  let known: Memory | undefined;
  let monitors = before.monitors;
  let finished = before.finished;
  let rules: readonly Rule[] = [all];
  const seenSince = new Map<string, number>();
  const looks: { look: Look; events: JobEvent[]; rules: readonly Rule[] }[] = [];

  for (const { what, nth, status, minutes } of steps) {
    const moment = instant(time);
    const next = (fields: Partial<Omit<Job, 'id'>>) =>
      job({ id: (id += 1), title: 'Ledger', ...fields });
    const picked = monitors[nth % Math.max(monitors.length, 1)];
    if (what === 'plan')
      monitors = [...monitors, next({ status: 'SCHEDULED', start: instant(time + 5 * minute) })];
    if (what === 'queue') monitors = [...monitors, next({ status: 'QUEUED' })];
    if (what === 'start' && picked !== undefined)
      monitors = monitors.with(monitors.indexOf(picked), {
        ...picked,
        status: 'RUNNING',
        start: moment,
      });
    if (what === 'end' && picked !== undefined) {
      monitors = monitors.filter((one) => one !== picked);
      finished = [{ ...picked, status, start: moment, end: moment }, ...finished];
    }
    if (what === 'reload' && known !== undefined)
      known = v.parse(shape, JSON.parse(JSON.stringify(known)));
    if (what === 'other rules') rules = rules.length === 0 ? [all] : [];
    time += minutes * minute;
    for (const { id, status } of monitors)
      if (status === 'QUEUED') seenSince.set(id, seenSince.get(id) ?? time);
    const seen = look({
      now: time,
      monitors,
      finished: nth % 2 === 0 ? finished : finished.toReversed(),
      queues: { seenSince: new Map(seenSince), usualMs: new Map() },
    });
    const observed = observe(known, seen, { rules, onSince: now });
    known = observed.memory;
    looks.push({ look: seen, events: observed.events, rules });
  }
  return looks;
}

const nothingBefore = { monitors: [], finished: [] };
const steps = fc.array(step, { maxLength: 80 });

describe('each event', () => {
  test.prop([steps])('is said at most once, over reloads and changes of rules', (steps) => {
    const keys = play(steps, nothingBefore).flatMap(({ events }) => events.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.prop([steps])('is so when it is said, and one that a rule asks for', (steps) => {
    for (const { look, events, rules } of play(steps, nothingBefore)) {
      const listed = [...look.monitors, ...look.finished];
      if (rules.length === 0) expect(events).toEqual([]);
      for (const { job, kind, at } of events) {
        expect(listed).toContain(job);
        expect(at).toBeLessThanOrEqual(look.now);
        if (kind === 'overdue') expect(job.status).toBe('SCHEDULED');
        if (kind === 'stuck') expect(job.status).toBe('QUEUED');
        if (kind === 'long') expect(job.status).toBe('RUNNING');
      }
    }
  });

  test.prop([fc.array(fc.record({ ...anyStep, what: planned }), { maxLength: 80 })])(
    'of an end is said, if rules always ask for it',
    (steps) => {
      const looks = play(steps, nothingBefore);
      const said = looks.flatMap(({ events }) =>
        events.flatMap(({ job }) => (job.end === undefined ? [] : String(job.id))),
      );
      const ended = looks.at(-1)?.look.finished.map(({ id }) => String(id)) ?? [];
      expect(said.toSorted()).toEqual(ended.toSorted());
    },
  );
});

describe('what was so before it was turned on', () => {
  const old = {
    monitors: [
      job({ id: 1, status: 'SCHEDULED', start: at(-hour) }),
      job({ id: 2, title: 'Ledger', status: 'RUNNING', start: at(-hour) }),
    ],
    finished: [job({ id: 3, status: 'TIMEOUT', start: at(-hour), end: at(-minute) })],
  };
  const ids = new Set(['1', '2', '3']);

  test.prop([steps])('is not said, then or later, while it stays as it was', (steps) => {
    const still = steps.filter(({ what }) => what !== 'start' && what !== 'end');
    const said = play(still, old).flatMap(({ events }) => events.map(({ job }) => String(job.id)));
    expect(said.filter((id) => ids.has(id))).toEqual([]);
  });
});

test.prop([fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 400 })])(
  'what is remembered stays bounded, and what is forgotten is not said again',
  (looks, each) => {
    let known: Memory | undefined = observe(undefined, look(), { rules: [], onSince: now }).memory;
    const keys: string[] = [];
    const finished: Job[] = [];
    for (let nth = 1; nth <= looks + 1; nth += 1) {
      for (let one = 0; one < each * 2; one += 1)
        finished.push(
          job({ id: finished.length + 1, status: 'TIMEOUT', end: at(nth * minute - one) }),
        );
      const seen = look({ now: now + nth * minute, finished });
      const observed = observe(known, seen, { rules: [all], onSince: now });
      known = observed.memory;
      keys.push(...observed.events.map(({ key }) => key));
      expect(known.known.length).toBeLessThanOrEqual(mostKnown);
    }
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(finished.length);
  },
);

describe('a rule', () => {
  const finished = [
    job({ id: 1, title: 'Nightly export of ledgers', status: 'TIMEOUT', end: at(minute) }),
    job({ id: 2, title: 'Import', status: 'SUCCESS', end: at(minute) }),
  ];
  const { memory } = observe(undefined, look(), { rules: [], onSince: now });
  const said = (...rules: Rule[]) =>
    observe(memory, look({ now: now + minute, finished }), { rules, onSince: now }).events.map(
      ({ job }) => String(job.id),
    );
  const none: Rule = { title: '', late: [], statuses: [] };

  plainTest.each([
    ['of a status', [{ ...none, statuses: ['TIMEOUT'] }], ['1']],
    ['of any of several', [{ ...none, statuses: ['TIMEOUT', 'SUCCESS'] }], ['1', '2']],
    [
      'of all words in any order',
      [{ ...none, title: 'LEDGER night', statuses: ['TIMEOUT'] }],
      ['1'],
    ],
    [
      'of a word that the title lacks',
      [{ ...none, title: 'ledger import', statuses: ['TIMEOUT'] }],
      [],
    ],
    ['beside another one', [none, { ...none, title: 'import', statuses: ['SUCCESS'] }], ['2']],
    ['of late jobs alone', [{ ...none, late: ['overdue'] as const }], []],
  ] satisfies [string, Rule[], string[]][])('%s', (_, rules, ids) => {
    expect(said(...rules)).toEqual(ids);
  });
});
