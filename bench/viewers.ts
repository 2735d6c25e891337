/** What 100 viewers of one identity cost Vault. */
import type { Row } from './row.ts';
import { signedIn, type Testbed } from './testbed.ts';

const viewersAtOnce = 100;
/** The interval is far longer than an answer is kept: a wait of this counts as one. */
const intervalMs = 5_200;

export async function viewers({ vault, url, vaultHost, rounds }: Testbed): Promise<Row[]> {
  const cookie = await signedIn(url.ours, vaultHost);
  const before = vault.calls.length;
  for (let round = 0; round < rounds; round += 1) {
    const asked = Array.from({ length: viewersAtOnce }, async () => {
      const path = '/api/vault/services/jobs/monitors?limit=200';
      const answer = await fetch(url.ours + path, { headers: { cookie } });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    });
    await Promise.all(asked);
    await new Promise((resolve) => {
      setTimeout(resolve, intervalMs);
    });
  }
  const calls = vault.calls.slice(before).filter(({ endpoint }) => endpoint === 'monitors').length;
  return [
    {
      what: '100 viewers: list calls to Vault per interval',
      unit: 'calls',
      ours: calls / rounds,
      floor: viewersAtOnce,
      budget: { kind: 'at-most', value: 1 },
      samples: rounds,
    },
  ];
}
