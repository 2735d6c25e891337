/** For tests: users of one Vault who ask for jobs; each answer names the user it was made for. */
import { vi } from 'vitest';

import { jobStatus, startNow } from '#contract/jobs.ts';

import { type Reply, ownReply, vaultReply } from '../vault/reply.ts';
import { share } from '../vault/share.ts';
import { success } from './test-proxy.ts';

type Options = {
  odd?: (ms: number, calls: number) => Response | undefined;
  patienceMs?: number;
};
type Asking = { job?: string; leaving?: AbortController; isStart?: boolean };

export function viewers({ odd = () => undefined, patienceMs = 30_000 }: Options = {}) {
  let ms = 0;
  const calls: { ms: number; who: string; job: string }[] = [];
  const clock = { now: () => ms };

  const shared = share({
    clock,
    patienceMs,
    vault: async ({ viewer, address }) => {
      const job = address.split('/').at(-1) ?? '';
      calls.push({ ms, who: viewer.userId, job });
      const answer = odd(ms, calls.length) ?? success({ for: viewer.userId });
      const reply = vaultReply(answer, new Uint8Array(await answer.arrayBuffer()), ms);
      return reply ?? ownReply({ type: 'VAULT_UNREADABLE', message: '', at: ms });
    },
  });

  const ask = async (userId: string, { job = '12', leaving, isStart = false }: Asking = {}) => {
    const site = { host: 'acme.test', name: 'Acme', origin: 'https://acme.test' };
    const reply = await shared({
      viewer: { kind: 'personal', vault: site, userId, sessionId: userId, userName: userId },
      endpoint: isStart ? startNow : jobStatus,
      address: `/services/jobs/${isStart ? 'start_now/' : ''}${job}`,
      background: false,
      ...(leaving && { leaving: leaving.signal }),
    });
    return { ...told(reply), ageMs: ms - reply.at };
  };

  /** Lets time go by, for the clock and for timers. */
  async function pass(duration: number, step = 500) {
    for (let gone = 0; gone < duration; gone += step) {
      await settled();
      ms += step;
      await vi.advanceTimersByTimeAsync(step);
    }
    await settled();
  }
  return { ask, pass, calls };
}

async function settled() {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

function told({ body, outcome, headers }: Reply) {
  const whose = /"for":"(\w+)"/.exec(new TextDecoder().decode(body))?.[1];
  return { whose, outcome, retryAfter: headers['retry-after'] };
}

/** Whom each answer was for. */
export async function all(asked: ReturnType<ReturnType<typeof viewers>['ask']>[]) {
  return (await Promise.all(asked)).map(({ whose }) => whose);
}
