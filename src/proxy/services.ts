/** What the middlewares share, made once: the door to Vault, cookies, log, counters. */
import type { Send } from '#contract/client.ts';

import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { download as downloadBy, type Download } from './files/download.ts';
import type { Files } from './files/static.ts';
import { health as healthOf } from './health.ts';
import { log as logOf, type Log } from './log.ts';
import { metrics as metricsOf } from './metrics.ts';
import { cookies as sealed } from './session/cookie.ts';
import { who } from './session/current-viewer.ts';
import { demo as demoOf, type DemoAccount } from './session/demo.ts';
import { display as displayOf } from './session/display.ts';
import { attempts } from './session/sign-in-limit.ts';
import { signIn as signInBy } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { budget } from './vault/burst-budget.ts';
import { forward, type Forward } from './vault/fetch-reply.ts';
import { renewing } from './vault/reauthenticate.ts';
import type { Reply } from './vault/reply.ts';
import { direct } from './vault/request.ts';
import { createShare } from './vault/share.ts';
import { door as doorOf } from './vault/transport.ts';

export type ProxyOptions = {
  config: Config;
  /** `fetch`, or the simulator's. */
  upstream: Send;
  clock?: Clock;
  log?: Log;
  /** Whom visitors are until they sign in; with the simulator only. */
  demo?: DemoAccount;
  /** The built app; without it the proxy serves data only, as inside of Vite. */
  files?: Files;
};

export function parts({ config, upstream, clock = systemClock, ...given }: ProxyOptions) {
  const log = given.log ?? logOf({ level: config.logLevel, clock });
  if (config.sessionSecret === undefined) {
    log.info({ event: 'secret', made: true }, 'No SESSION_SECRET: a restart will sign all out.');
  }
  const health = healthOf({ clock });
  const metrics = metricsOf({ config });
  const door = doorOf({ config, upstream, clock });
  const [whole, inParts] = [forward({ door, clock }), downloadBy({ door, clock })];

  const note = (reply: Noted, began: number) => {
    health.note(reply);
    metrics.called(reply, clock.now() - began);
  };
  const watched: Forward = async (request) => {
    const began = clock.now();
    const reply = await whole(request);
    note(reply, began);
    return reply;
  };
  const download: Download = async (request, leaving) => {
    const began = clock.now();
    const got = await inParts(request, leaving);
    const isGiven = got.kind === 'bytes';
    // That a browser left says nothing about Vault.
    if (!leaving.aborted)
      note(isGiven ? { outcome: 'SUCCESS', byVault: true, at: clock.now() } : got.reply, began);
    return got;
  };

  const vault = budget({ clock, vault: direct(config, watched) });
  const shared = createShare({ clock, vault, onShared: metrics.shared });
  const signIn = signInBy({ config, forward: watched, clock });
  const demo = given.demo && demoOf({ config, clock, signIn, account: given.demo });
  const display = displayOf({ config, clock, log, signIn });
  const cookies = sealed({ config, clock });
  return {
    config,
    clock,
    log,
    health,
    metrics,
    cookies,
    display,
    signIn,
    signOut: signOut({ config, forward: watched }),
    attempt: attempts({ clock }),
    who: who({ cookies, demo, display }),
    read: renewing({ vault: shared, demo, display }),
    download,
  };
}

type Noted = Pick<Reply, 'outcome' | 'byVault' | 'at'>;
