/** Those of the ten traps (docs/vault-api.md §12) that only the proxy before a Vault can prove. */
import { describe, expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { second } from '#simulator/clock.ts';

import { testServer } from './testing/test-server.ts';

describe('the ten traps', () => {
  test('4: many tabs that poll one job’s status cost one call in 10 s, and none is refused', async () => {
    const { signIn, ask, world, clock } = testServer();
    const tabs = [(await signIn()).viewer, (await signIn()).viewer];
    const { id } = world.running({ title: 'Export Documents' });
    for (let seconds = 0; seconds < 30; seconds += 1) {
      for (const tab of tabs) {
        const answer = await ask(`/api/vault/services/jobs/${id}`, tab);
        expect(await errorTypeOf(answer)).toBeUndefined();
      }
      clock.advance(second);
    }
    const calls = world.calls.filter(({ endpoint }) => endpoint === 'jobStatus');
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.length).toBeLessThanOrEqual(3);
  });

  test('8: a session of another Vault is refused and ended; a wrong password is never sent twice', async () => {
    const { signIn, world } = testServer();
    const { answer } = await signIn('elsewhere');
    expect(await errorTypeOf(answer)).toBe('WRONG_VAULT');
    expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/jobwatch-4100=[^;]/);
    await signIn('admin', { password: 'wrong' });
    const tries = world.calls.filter(({ endpoint }) => endpoint === 'authenticate');
    expect(tries).toHaveLength(2);
  });
});
