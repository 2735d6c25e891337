/** For tests: users of one Vault who ask for jobs; each answer says for whom it is. */
import { jobStatus, startNow } from '#contract/jobs.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createMemoryState } from '../state/memory-state.ts';
import { type Reply, ownReply, vaultReply } from '../vault/reply.ts';
import { createShare } from '../vault/share.ts';
import { success } from './test-proxy.ts';

type Options = {
  /** What Vault answers in place of a success. */
  odd?: (ms: number, calls: number) => Response | undefined;
  /** How long Vault takes. */
  delay?: () => Promise<void>;
};
type Asking = { job?: string; isStart?: boolean };

export function viewers({ odd = () => undefined, delay = async () => {} }: Options = {}) {
  const clock = createManualClock(0);
  const calls: { ms: number; user: string; job: string }[] = [];

  const share = createShare({
    clock,
    standing: { of: () => 'good' },
    state: createMemoryState({ clock }),
    vault: async ({ viewer, address }) => {
      const ms = clock.now();
      const job = address.split('/').at(-1) ?? '';
      calls.push({ ms, user: viewer.userId, job });
      const answer = odd(ms, calls.length) ?? success({ for: viewer.userId });
      await delay();
      const reply = vaultReply(answer, new Uint8Array(await answer.arrayBuffer()), clock.now());
      return reply ?? ownReply({ type: 'VAULT_UNREADABLE', message: '', at: clock.now() });
    },
  });

  const ask = async (userId: string, { job = '12', isStart = false }: Asking = {}) => {
    const site = { host: 'acme.test', name: 'Acme', origin: 'https://acme.test' };
    const reply = await share({
      viewer: { kind: 'personal', vault: site, userId, sessionId: userId, userName: userId },
      endpoint: isStart ? startNow : jobStatus,
      address: `/services/jobs/${isStart ? 'start_now/' : ''}${job}`,
      background: false,
    });
    return { ...summaryOf(reply), ageMs: clock.now() - reply.at };
  };

  return {
    ask,
    calls,
    advance: clock.advance,
  };
}

function summaryOf({ body, outcome, headers }: Reply) {
  const whose = /"for":"(\w+)"/.exec(new TextDecoder().decode(body))?.[1];
  return { whose, outcome, retryAfter: headers['retry-after'] };
}
