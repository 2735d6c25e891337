import { describe, expect, test } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { signedIn } from '#contract/testing/sessions.ts';
import { job } from '#insight/testing/jobs.ts';

import { whyNot } from './StartNowButton.tsx';

const session = signedIn('7');
const planned = job({ status: 'SCHEDULED' });

describe('a job can be started', () => {
  test('if it is scheduled and nothing speaks against it', () => {
    expect(whyNot(planned, session, false)).toBeUndefined();
  });

  test.each([...knownStatuses.filter((status) => status !== 'SCHEDULED'), 'PAUSED', ''])(
    'not while it is %s, and says why',
    (status) => {
      expect(whyNot(job({ status }), session, false)).toMatch(/scheduled/);
    },
  );

  test('not where the server or Vault forbids it, and says which', () => {
    expect(whyNot(planned, { ...session, readOnly: true }, false)).toMatch(/this server/);
    expect(whyNot(planned, session, true)).toMatch(/Vault says/);
    expect(whyNot(planned, { ...session, readOnly: true }, true)).toMatch(/this server/);
  });
});
