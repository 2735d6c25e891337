/**
 * Brings notices to where they are to go: to each address in order, one message at a time. What
 * waits goes out together, so after two hours without an answer one message says all of it. A
 * queue says before each attempt that it is sending: whoever finds it so does not know what came of
 * it.
 */
import { randomUUID } from 'node:crypto';

import * as v from 'valibot';

import { type Delivery, delivery, type Notice, notice } from '#contract/notifications.ts';
import type { Clock } from '#proxy/clock.ts';
import type { Log } from '#proxy/log.ts';

import { type MessageContext, messageOf } from './message.ts';
import type { Sent, Sink } from './sink.ts';

const queue = v.object({
  /** Of the address. */
  id: v.string(),
  waiting: v.array(notice),
  dropped: v.number(),
  attempts: v.number(),
  nextAt: v.number(),
  isSending: v.boolean(),
  /** Of its entry among the deliveries, from the first attempt on. */
  entry: v.nullable(v.string()),
});

type Queue = v.InferOutput<typeof queue>;

export const deliveries = v.object({ queues: v.array(queue), log: v.array(delivery) });

export type Deliveries = v.InferOutput<typeof deliveries>;

const mostWaiting = 500;
/** What Teams takes, 28 KB, with titles as long as messages show them. */
const mostTogether = 30;
const mostLogged = 100;
const minuteMs = 60_000;
const backoffMs = [minuteMs / 2, minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs];
const longestAskedMs = 60 * minuteMs;
/** What is a day old helps nobody any more. */
const oldestMs = 24 * 60 * minuteMs;

type Options = {
  sinks: readonly Sink[];
  context: MessageContext;
  clock: Clock;
  /** By the clock of the notices' moments, in milliseconds. */
  vaultNow: () => number;
  log: Log;
  /** Stores what this process knows by now. */
  save: () => Promise<void>;
  /** Whether it may go on: of several processes one sends. */
  mayGoOn: () => Promise<boolean>;
};

export type DeliveryQueue = {
  /** What is to be stored. */
  state: () => Deliveries;
  restore: (stored: Deliveries) => void;
  add: (notices: readonly Notice[]) => void;
  /** Sends what is due; resolves when every attempt has ended. */
  run: () => Promise<void>;
};

export function createDeliveryQueue({
  sinks,
  context,
  clock,
  log,
  ...options
}: Options): DeliveryQueue {
  let entries: readonly Delivery[] = [];
  const queues = new Map<string, Queue>();
  const busy = new Set<Sink>();
  const queueOf = ({ id }: Sink) => queues.get(id) ?? emptyQueue(id);
  const change = (sink: Sink, changes: Partial<Queue>) =>
    queues.set(sink.id, { ...queueOf(sink), ...changes });

  return {
    state: () => ({ queues: [...queues.values()], log: [...entries] }),
    restore(stored) {
      entries = stored.log;
      queues.clear();
      // What waits for an address that nobody has set any more is dropped.
      for (const one of stored.queues)
        if (sinks.some(({ id }) => id === one.id))
          queues.set(one.id, { ...one, nextAt: soon(one) });
    },
    add(notices) {
      for (const sink of sinks) {
        const { waiting, dropped } = queueOf(sink);
        const all = [...waiting, ...notices];
        const over = Math.max(0, all.length - mostWaiting);
        change(sink, { waiting: all.slice(over), dropped: dropped + over });
      }
    },
    run: async () => {
      await Promise.all(sinks.map((sink) => sendAll(sink)));
    },
  };

  /** No wait is longer: it was written by a machine whose clock was ahead. */
  function soon({ nextAt }: Queue): number {
    return nextAt > clock.now() + longestAskedMs ? 0 : nextAt;
  }

  async function sendAll(sink: Sink): Promise<void> {
    if (busy.has(sink)) return;
    busy.add(sink);
    try {
      while (isDue(sink) && (await options.mayGoOn())) await sendNext(sink);
    } finally {
      busy.delete(sink);
    }
  }

  function isDue(sink: Sink): boolean {
    const { waiting, nextAt } = queueOf(sink);
    return waiting.length > 0 && nextAt <= clock.now();
  }

  async function sendNext(sink: Sink): Promise<void> {
    const { waiting, dropped, isSending } = queueOf(sink);
    const notices = waiting.slice(0, mostTogether);
    change(sink, { isSending: true });
    await options.save();
    const sent = await sink.send(messageOf({ notices, dropped, mayRepeat: isSending }, context));
    note(sink, notices, sent);
    await options.save();
  }

  function note(sink: Sink, notices: readonly Notice[], sent: Sent): void {
    const { waiting, attempts, dropped } = queueOf(sink);
    const isFailed = sent.kind === 'failed';
    const old = isFailed ? notices.filter(({ at }) => at < options.vaultNow() - oldestMs) : [];
    const outcome = sent.kind !== 'failed' ? sent.kind : old.length > 0 ? 'given up' : 'retrying';
    enter(sink, { notices: old.length > 0 ? old : notices, outcome, sent });
    const over = new Set((isFailed ? old : notices).map(({ id }) => id));
    change(sink, {
      waiting: waiting.filter(({ id }) => !over.has(id)),
      dropped: isFailed ? dropped : 0,
      attempts: isFailed ? attempts + 1 : 0,
      nextAt: isFailed ? clock.now() + waitMs(attempts, sent.retryAfterMs) : 0,
      isSending: false,
      ...(outcome !== 'retrying' && { entry: null }),
    });
  }

  type Entered = { notices: readonly Notice[]; outcome: Delivery['outcome']; sent: Sent };

  /** One entry for a message, however often it is tried. */
  function enter(sink: Sink, { notices, outcome, sent }: Entered): void {
    const { entry, attempts } = queueOf(sink);
    const id = entry ?? randomUUID();
    const made: Delivery = {
      id,
      at: clock.now(),
      to: sink.to,
      host: sink.host,
      outcome,
      detail: sent.kind === 'delivered' ? '' : sent.detail,
      attempts: attempts + 1,
      notices: notices.map(({ at, kind, change, title }) => ({ at, kind, change, title })),
    };
    entries = [made, ...entries.filter((one) => one.id !== id)].slice(0, mostLogged);
    change(sink, { entry: id });
    const { to, host, detail } = made;
    const fields = {
      event: 'notification',
      vault: context.vault.host,
      outcome,
      to,
      host,
      notices: notices.length,
    };
    if (outcome === 'delivered') log.info({ ...fields, attempts: attempts + 1 });
    else if (outcome !== 'retrying' || attempts === 0) log.warn({ ...fields, reason: detail });
  }
}

function emptyQueue(id: string): Queue {
  return { id, waiting: [], dropped: 0, attempts: 0, nextAt: 0, isSending: false, entry: null };
}

function waitMs(attempts: number, askedMs = 0): number {
  const usual = backoffMs[Math.min(attempts, backoffMs.length - 1)] ?? minuteMs;
  return Math.max(usual, Math.min(askedMs, longestAskedMs));
}
