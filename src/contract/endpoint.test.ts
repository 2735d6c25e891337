import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { address } from './endpoint.ts';
import { jobwatchEndpoints, vaultEndpoints } from './endpoints.ts';
import { jobStatus, jobTasks, startNow } from './jobs.ts';
import { fc, test } from './testing/property-test.ts';

const declared = [...Object.entries(vaultEndpoints), ...Object.entries(jobwatchEndpoints)];

describe.each(declared)('%s', (_, endpoint) => {
  test('refuses names that the contract does not list', () => {
    for (const schema of [endpoint.params, endpoint.query, endpoint.body]) {
      expect(v.safeParse(schema, { surprise: '1' }).success).toBe(false);
    }
  });

  test('has exactly the params that its path names', () => {
    const named = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(endpoint.params.entries)).toEqual(named);
  });

  test('has a body only where it says how that travels', () => {
    expect(Object.keys(endpoint.body.entries).length > 0).toBe(endpoint.encoding !== 'none');
  });

  test('keeps answers only of reading', () => {
    if (endpoint.method !== 'GET') expect(endpoint.keepMs).toBe(0);
  });
});

test('only the proxy signs in to Vault and out of it', () => {
  const forProxy = declared.filter(([, { caller }]) => caller === 'proxy').map(([name]) => name);
  expect(forProxy).toEqual(['authenticate', 'endSession']);
});

test.prop([fc.string()])('whatever a job is called, its address stays below the jobs', (job_id) => {
  const path = address(jobStatus, { job_id });
  const { pathname, search, origin } = new URL(`https://vault.test/api${path}`);
  const isNothing = job_id === '' || /^(?:\.|%2e){1,2}$/i.test(job_id);
  if (!isNothing) expect(pathname).toMatch(/^\/api\/services\/jobs\/[^/?#]+$/);
  expect([search, origin]).toEqual(['', 'https://vault.test']);
});

test.prop([fc.string()])('an id is passed on only where no path can be hidden in it', (job_id) => {
  const { success } = v.safeParse(startNow.params, { job_id });
  const isOther = ['monitors', 'histories', 'start_now'].includes(job_id);
  expect(success).toBe(/^[A-Za-z0-9_-]{1,64}$/.test(job_id) && !isOther);
});

test.each([['72505'], ['Task_1-a']])('the id %s is passed on', (job_id) => {
  expect(v.parse(startNow.params, { job_id })).toEqual({ job_id });
});

test.each([['..'], ['1/tasks'], ['1?x=1'], ['%2e%2e'], [''], [5], [null]])(
  'the id %j is not',
  (job_id) => {
    expect(v.safeParse(startNow.params, { job_id }).success).toBe(false);
  },
);

test.each([['monitors'], ['histories'], ['start_now']])('no job is named %s', (job_id) => {
  for (const { params } of [jobStatus, jobTasks, startNow]) {
    expect(v.safeParse(params, { job_id }).success).toBe(false);
  }
});
