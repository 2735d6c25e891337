import { describe, expect, test } from 'vitest';

import { ownError, ownFaults, VaultError } from '#contract/envelope.ts';

import { createRetryPolicy } from './retry-policy.ts';

function onFailure(error: VaultError, isFiltered: boolean): string {
  return createRetryPolicy(() => 0.5).onFailure(error, { now: 0, isFiltered });
}

describe('the filter', () => {
  test('is given up when Vault refuses a query that has one', () => {
    const refusal = new VaultError([{ type: 'INVALID_DATA', message: 'No such parameter.' }]);
    expect(onFailure(refusal, true)).toBe('drop-filter');
    expect(onFailure(refusal, false)).toBe('stop');
  });

  test.each(ownFaults)('is not given up when Jobwatch answers %s', (type) => {
    expect(onFailure(ownError(type, 'Ours.'), true)).not.toBe('drop-filter');
  });
});

test('a page that is signed in as another user by now stops reading', () => {
  expect(onFailure(ownError('SESSION_CHANGED', 'The answer is for another.'), true)).toBe('stop');
});
