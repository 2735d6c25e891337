import * as v from 'valibot';
import { expect } from 'vitest';

import { jobId, userId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { fromStored, toStored } from './stored-rows.ts';

const text = fc.oneof(
  fc.constantFrom('', ' ', 'Nightly export', 'Ärger', '夜間エクスポート', '\u{1f3f4}\0\n'),
  fc.string({ unit: 'binary' }),
);
const moment = fc.option(
  fc
    .date({ noInvalidDate: true, min: new Date('0000-01-01'), max: new Date('9999-12-31') })
    .map((date) => instant(date.getTime())),
  { nil: undefined },
);
const user = fc.option(
  fc.constantFrom('1', '44533', 'a').map((id) => v.parse(userId, id)),
  {
    nil: undefined,
  },
);
const unreadable = fc.constantFrom({ start: 'soon' }, { created: '1.2.26', end: '{}' });

/** Every field of a job. */
const whole = {
  id: fc
    .oneof(fc.nat().map(String), fc.constantFrom('A-1', '夜', '007'))
    .map((id) => v.parse(jobId, id)),
  title: text,
  status: fc.oneof(fc.constantFrom('SUCCESS', 'TIMEOUT'), text),
  createdBy: user,
  created: moment,
  modifiedBy: user,
  modified: moment,
  start: moment,
  end: moment,
  unreadable,
} satisfies Record<keyof Job, unknown>;

const { unreadable: _, ...usual } = whole;
const anyJob: fc.Arbitrary<Job> = fc.oneof(
  fc.record(usual, { noNullPrototype: true }),
  fc.record(whole, { noNullPrototype: true }),
);

test.prop([fc.array(anyJob)], { numRuns: 1_000 })(
  'rows are the same once they have been stored and read',
  (jobs) => {
    expect(fromStored(structuredClone(toStored(jobs)))).toStrictEqual(jobs);
  },
);
