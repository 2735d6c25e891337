/**
 * Looks at Vault's lists once a minute, and reports what begins and ends. Only one process of
 * several does; what it knows is stored before anything is sent, so that the next one goes on.
 */
import type { NotificationReport } from '#contract/notifications.ts';
import type { Notifications, NotificationSource } from '#proxy/notifications.ts';
import { isSharedStateDown } from '#proxy/state/shared-state.ts';

import { createDeliveryQueue } from './delivery/delivery-queue.ts';
import type { Sink } from './delivery/sink.ts';
import { codeOf, createFileStore, createSharedStore } from './notify-store.ts';
import { nothingKnown } from './troubles/memory.ts';
import { observe, observeNothing } from './troubles/observe.ts';
import type { Rules } from './troubles/rules.ts';
import { createVaultLists } from './troubles/vault-lists.ts';

export type NotifySettings = {
  sinks: readonly Sink[];
  rules: Rules;
  /**
   * The file in which it is remembered what was said of the first Vault, and the beginning of the
   * names of the others' files; in the store that servers share where there is one.
   */
  statePath: string | undefined;
  /** Where browsers reach Jobwatch; undefined if nobody has said. */
  address: string | undefined;
};

export type Watching = Notifications & {
  /** Does what is due by now. */
  tick: () => Promise<void>;
  start: () => void;
  /** Resolves once nothing is being sent any more. */
  stop: () => Promise<void>;
};

/** A wall polls at each of these moments too, and shares the answer. */
const everyMs = 60_000;
const tickMs = 1_000;

export function createNotifications(
  settings: NotifySettings,
  source: NotificationSource,
): Watching {
  const { sinks, rules, statePath, address } = settings;
  const { call, clock, log, state, path } = source;
  const { host, name, kind } = source.vault;
  const logged = { event: 'notification', vault: host };
  const store =
    statePath === undefined
      ? createSharedStore(state, { vaultHost: host })
      : createFileStore(path === '' ? statePath : `${statePath}.${encodeURIComponent(host)}`, host);
  const lists = createVaultLists({ call, now: clock.now });
  const deliveryQueue = createDeliveryQueue({
    sinks,
    context: {
      vault: { host, name, ...(kind && { kind }) },
      titles: rules.titles,
      address: address && `${address}${path}`,
    },
    clock,
    vaultNow: () => clock.now() + aheadMs,
    log,
    save,
    mayGoOn: async () => !isEnding && leads(),
  });
  let memory = nothingKnown;
  let isLoaded = false;
  let aheadMs = 0;
  let watchAt = 0;
  let reason = '';
  let notStored: string | undefined;
  const running = new Set<Promise<void>>();
  let isWatching = false;
  let isEnding = false;
  let saving = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  return {
    report,
    tick,
    start() {
      timer ??= setInterval(() => void tick(), tickMs);
    },
    async stop() {
      clearInterval(timer);
      isEnding = true;
      await Promise.allSettled(running);
      await store.leave().catch(() => undefined);
    },
  };

  async function tick(): Promise<void> {
    const now = clock.now();
    const isDue = now >= watchAt && !isWatching && !isEnding;
    // At whole minutes of Vault's clock.
    if (isDue) watchAt = (Math.floor((now + aheadMs) / everyMs) + 1) * everyMs - aheadMs;
    const run = (isDue ? watch() : Promise.resolve())
      .then(() => (isLoaded ? deliveryQueue.run() : undefined))
      .catch((error: unknown) => {
        log.error({ ...logged, outcome: 'fault', reason: codeOf(error) });
      });
    running.add(run);
    await run;
    running.delete(run);
  }

  async function watch(): Promise<void> {
    isWatching = true;
    try {
      await look();
    } finally {
      isWatching = false;
    }
  }

  async function look(): Promise<void> {
    const isLeading = await leads();
    // Those that don't lead keep a copy, in case the store loses its own.
    if (!isLoaded) await load(isLeading);
    if (!isLeading || !isLoaded) return;
    const read = await lists.read(memory.knownUntil);
    // Reading may take so long that another has begun to lead.
    if (!(await leads())) return;
    if (read.kind === 'known') aheadMs = read.aheadMs;
    reason = read.kind === 'known' ? '' : read.reason;
    const observed =
      read.kind === 'known'
        ? observe(memory, read.snapshot, rules)
        : observeNothing(memory, { now: clock.now() + aheadMs, reason }, rules);
    memory = observed.memory;
    deliveryQueue.add(observed.notices);
    await save();
  }

  /** While the store that servers share is down nobody leads: two might. */
  async function leads(): Promise<boolean> {
    const isLeading = await store.lead().catch((error: unknown) => {
      if (isSharedStateDown(error)) return false;
      throw error;
    });
    // What another process has done since is in the store.
    if (!isLeading) isLoaded = false;
    return isLeading;
  }

  async function load(isLeading: boolean): Promise<void> {
    try {
      const stored = await store.load();
      if (stored !== undefined) {
        memory = stored.memory;
        deliveryQueue.restore(stored.deliveries);
      }
    } catch (error) {
      if (isSharedStateDown(error)) return;
      // It would be overwritten: better to say something twice than nothing any more.
      log.error({ ...logged, outcome: 'state-lost', reason: codeOf(error) });
    }
    isLoaded = isLeading;
  }

  /** One after the other, each with what is known by then: several addresses are sent to at once. */
  function save(): Promise<void> {
    saving = saving.then(saveNow);
    return saving;
  }

  async function saveNow(): Promise<void> {
    const before = notStored;
    notStored = await store.save({ memory, deliveries: deliveryQueue.state() }).then(
      () => undefined,
      (error: unknown) => codeOf(error),
    );
    if (notStored === before) return;
    if (notStored === undefined) log.info({ ...logged, outcome: 'state-stored' });
    else log.warn({ ...logged, outcome: 'state-not-stored', reason: notStored });
  }

  async function report(): Promise<NotificationReport> {
    const others = isLoaded ? undefined : await store.load().catch(() => undefined);
    const stored = others ?? { memory, deliveries: deliveryQueue.state() };
    const { queues, log: deliveries } = stored.deliveries;
    const { unknownSince: since } = stored.memory;
    return {
      kind: 'on',
      sinks: sinks.map(({ id, to, host }) => ({
        to,
        host,
        waiting: queues.find((one) => one.id === id)?.waiting.length ?? 0,
      })),
      titles: rules.titles,
      ...(since !== null && { unknown: { since, reason } }),
      ...(notStored !== undefined && { notStored }),
      deliveries,
    };
  }
}
