/** `/api/notifications`: how what the server reports by itself fares, for who may read those jobs. */
import type { Handler } from 'hono';

import type { Call } from '#contract/client.ts';
import { address } from '#contract/endpoint.ts';
import { histories } from '#contract/jobs.ts';
import type { NotificationReport } from '#contract/notifications.ts';
import { longestPage } from '#contract/page.ts';

import type { Clock } from './clock.ts';
import type { Env } from './context.ts';
import { ok, refuse } from './http/error-response.ts';
import type { Log } from './log.ts';
import type { CurrentViewer } from './session/current-viewer.ts';
import type { SharedState } from './state/shared-state.ts';
import type { VaultSite } from './vault-sites.ts';
import type { Vault } from './vault/request.ts';

/** What the server needs for it: it watches one Vault through its account of displays. */
export type NotificationSource = {
  call: Call;
  clock: Clock;
  log: Log;
  state: SharedState;
  vault: VaultSite;
  /** Of its pages, below the server's address: empty, or with a slash in front. */
  path: string;
};

export type Notifications = { report: () => Promise<NotificationReport> };

type Options = {
  /** By the host of the Vault that is watched. */
  notifications: ReadonlyMap<string, Notifications>;
  currentViewer: CurrentViewer;
  vault: Vault;
};

export function notificationReport(options: Options): Handler<Env> {
  const { notifications, currentViewer, vault } = options;
  return async function notificationReport(context) {
    const known = await currentViewer(context);
    if (known === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in.');
    }
    const { identity } = known;
    context.set('identity', identity);
    if (notifications.size === 0) return ok(context, { kind: 'off' });
    const ofVault = notifications.get(identity.vault.host);
    // A display hangs where anybody passes by.
    if (identity.kind === 'display' || ofVault === undefined) {
      return ok(context, { kind: 'hidden' });
    }
    const viewer = await known.viewer();
    // There are titles in it. The list is the one that their own pages poll.
    const reply = await vault({
      viewer,
      endpoint: histories,
      address: address(histories, { limit: longestPage }),
      background: false,
      requestId: context.get('id'),
    });
    if (reply.kind === 'no-right') return ok(context, { kind: 'hidden' });
    if (reply.kind !== 'good') {
      context.set('outcome', reply.outcome);
      return new Response(reply.body, { status: reply.status, headers: reply.headers });
    }
    return ok(context, await ofVault.report());
  };
}
