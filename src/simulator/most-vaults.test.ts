import { expect, test } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createSimulator } from './simulator.ts';

const address = (host: string) => new Request(`https://${host}/api/v25.2/services/jobs/monitors`);

test('hosts beyond the first fifty have no Vault, and those go on', async () => {
  const { fetch } = createSimulator({ clock: createManualClock(), world: 'quiet' });
  for (let n = 0; n < 50; n++) expect((await fetch(address(`n${n}.vault.test`))).status).toBe(200);
  await expect(fetch(address('one-too-many.vault.test'))).rejects.toThrow('fetch failed');
  expect((await fetch(address('N7.vault.test'))).status).toBe(200);
});
