/** Numbers for Prometheus, where METRICS is on; nothing is counted where it is off. */
import type { Handler } from 'hono';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import { isKnownType } from '#contract/envelope.ts';

import type { Config } from './config.ts';
import type { Env } from './context.ts';
import { refuse } from './http/error-response.ts';
import type { SharedState } from './state/shared-state.ts';
import { isGood, type Reply } from './vault/reply.ts';

export type Metrics = {
  onResponse: (status: number, ms: number) => void;
  onReply: (reply: Pick<Reply, 'outcome' | 'kind'>, ms: number) => void;
  onShared: () => void;
  handler: Handler<Env>;
};

type Options = { config: Config; state: Pick<SharedState, 'isShared' | 'isUp'> };

export function createMetrics({ config, state }: Options): Metrics {
  if (!config.metrics) return { onResponse() {}, onReply() {}, onShared() {}, handler: off };
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const answered = new Histogram({
    name: 'jobwatch_request_seconds',
    help: 'Requests of browsers, by HTTP status.',
    labelNames: ['status'],
    registers,
  });
  const called = new Histogram({
    name: 'jobwatch_vault_call_seconds',
    help: 'Calls to Vault, by SUCCESS, WARNING or the type of the error; OTHER for unknown types.',
    labelNames: ['outcome'],
    registers,
  });
  const shared = new Counter({
    name: 'jobwatch_shared_answers_total',
    help: 'Requests answered without a call to Vault of their own.',
    registers,
  });
  if (state.isShared) {
    const up: Gauge = new Gauge({
      name: 'jobwatch_shared_state_up',
      help: 'Whether the store that all servers share can be reached: 1 or 0.',
      registers,
      collect: () => up.set(state.isUp() ? 1 : 0),
    });
  }
  return {
    onResponse: (status, ms) => answered.observe({ status }, ms / 1000),
    onReply: (reply, ms) => called.observe({ outcome: labelOf(reply) }, ms / 1000),
    onShared: () => shared.inc(),
    handler: async (context) =>
      context.text(await register.metrics(), 200, { 'Content-Type': register.contentType }),
  };
}

/** Prometheus keeps a series for every value of a label, so their number has to have a bound. */
function labelOf(reply: Pick<Reply, 'outcome' | 'kind'>): string {
  return isGood(reply) || isKnownType(reply.outcome) ? reply.outcome : 'OTHER';
}

const off: Handler<Env> = (context) =>
  refuse(context, 'NOT_IN_CONTRACT', 'Metrics are off; METRICS=on turns them on.');
