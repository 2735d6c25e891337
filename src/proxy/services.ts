/** What the middlewares share, made once: the way to Vault, accounts, cookies, log, metrics. */
import type { Send } from '#contract/client.ts';
import type { DrawPage } from '#contract/drawing.ts';

import { createSteadyClock, systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createDownload } from './files/download.ts';
import type { StaticFiles } from './files/static.ts';
import { createHealth } from './health.ts';
import { createIdempotencyStore } from './http/idempotency-store.ts';
import { vaultPath } from './http/vault-path.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Notifications, NotificationSource } from './notifications.ts';
import {
  createDemoAccount,
  createDisplayAccounts,
  type DemoCredentials,
} from './session/accounts.ts';
import { createCookies } from './session/cookie.ts';
import { createCurrentViewer } from './session/current-viewer.ts';
import { createLimitedSignIn } from './session/limited-sign-in.ts';
import { createSessionStanding } from './session/session-standing.ts';
import { createSignInLimit } from './session/sign-in-limit.ts';
import { createSignIn, createSignOut } from './session/sign-in.ts';
import { createEpoch } from './state/epoch.ts';
import { createMemoryState } from './state/memory-state.ts';
import type { SharedState } from './state/shared-state.ts';
import { createBurstBudget } from './vault/burst-budget.ts';
import { createDisplayCall } from './vault/display-call.ts';
import { reauthenticate } from './vault/reauthenticate.ts';
import type { Reply } from './vault/reply.ts';
import type { Ask } from './vault/request.ts';
import { createShare } from './vault/share.ts';
import { startOnce } from './vault/start-once.ts';
import { createTransport } from './vault/transport.ts';

export type ProxyOptions = {
  config: Config;
  /** `fetch`, or the simulator's. */
  upstream: Send;
  clock?: Clock;
  log?: Log;
  /** As whom visitors see Jobwatch until they sign in; with the simulator only. */
  demo?: DemoCredentials;
  /** What must be one for all processes; in the memory of this one unless it is passed. */
  state?: SharedState;
  /** The built app; without it the proxy serves data only, as inside of Vite. */
  files?: StaticFiles;
  /** Draws pages of it; without it they all come without rows. */
  draw?: DrawPage;
  /** For how long a document may wait for Vault before it is sent without rows, in milliseconds. */
  drawingWaitMs?: number;
  /** Watches one Vault through its account of displays, and reports what is wrong with its jobs. */
  notify?: (source: NotificationSource) => Notifications;
};

/** What a call takes at most beyond the time for which Vault's answer is waited for. */
const marginMs = 5_000;

export function createServices({
  config,
  upstream,
  clock: machineClock = systemClock,
  ...options
}: ProxyOptions) {
  const clock = createSteadyClock(machineClock);
  const log = options.log ?? createLog({ level: config.logLevel, clock: machineClock });
  if (config.sessionSecret === undefined) {
    log.info(
      { event: 'secret', made: true },
      'No SESSION_SECRET: a restart will sign everybody out.',
    );
  }
  const state = options.state ?? createMemoryState({ clock });
  const longestMs = config.timeoutMs + marginMs;
  const epoch = createEpoch({ state, clock, longestMs });
  const health = createHealth({ clock, state });
  const metrics = createMetrics({ config, state });
  const transport = createTransport({
    config,
    upstream,
    clock,
    onReply(reply, ms) {
      health.note(reply);
      metrics.onReply(reply, ms);
    },
  });

  const signIn = createSignIn({ config, send: transport.send, clock });
  const { demo: credentials } = options;
  const demo = credentials && createDemoAccount({ config, clock, signIn, credentials });
  const signInLimit = createSignInLimit({ state });
  const limitedSignIn = createLimitedSignIn({ config, signIn, signInLimit });
  const displays = createDisplayAccounts({
    config,
    clock,
    log,
    signIn: limitedSignIn,
    state,
    longestMs,
  });
  // Cookies outlive this process: what counts is the time that all machines agree on.
  const cookies = createCookies({ config, clock: machineClock });

  // The way of a request to Vault, from its end: each asks the one above it.
  const standing = createSessionStanding({ clock, state });
  const budget = createBurstBudget({ clock, vault: noted });
  const share = createShare({
    clock,
    vault: startOnce({ vault: budget, log, clock, state, epoch, longestMs }),
    standing,
    state,
    onShared: metrics.onShared,
  });
  const vault = reauthenticate({ vault: share, demo, displays });
  const notifications = new Map<string, Notifications>();
  for (const [host, account] of displays) {
    const site = account.identity.vault;
    const call = createDisplayCall({ config, clock, vault, account });
    const path = vaultPath(config, site);
    const made = options.notify?.({ call, clock, log, state, vault: site, path });
    if (made !== undefined) notifications.set(host, made);
  }

  return {
    config,
    clock,
    machineClock,
    log,
    health,
    metrics,
    cookies,
    displays,
    notifications,
    limitedSignIn,
    standing,
    signOut: createSignOut({ vault: transport.ask, standing }),
    signInLimit,
    idempotencyStore: createIdempotencyStore({
      clock,
      state,
      epoch,
      longestMs,
      secret: state.isShared ? config.sessionSecret : undefined,
    }),
    currentViewer: createCurrentViewer({ cookies, standing, demo, displays }),
    vault,
    download: createDownload({ open: transport.open, clock }),
  };

  async function noted(ask: Ask): Promise<Reply> {
    const reply = await transport.ask(ask);
    standing.note(ask.viewer.sessionId, reply);
    return reply;
  }
}
