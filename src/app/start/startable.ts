/** Whether the viewer may start a job now, and which starts have been sent. */
import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { deviceNow } from '../time/clock.ts';

/** Why a job can't be started, or undefined where it can. */
export function whyNot(job: Job, session: Session, denied: boolean): string | undefined {
  if (session.readOnly) return 'Start now is switched off on this server.';
  if (denied) return 'Vault says that you lack the permission to start jobs.';
  if (job.status !== 'SCHEDULED') return 'Only a scheduled job can be started.';
  return undefined;
}

const key = 'jobwatch.sent';
/** For how long a start that was sent is not offered again: Vault may be slow to show it. */
const rememberMs = 120_000;

type Sent = Record<string, number>;

function sent(): Sent {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    const entries = Object.entries(typeof kept === 'object' && kept !== null ? kept : {});
    return Object.fromEntries(
      entries.filter(
        (entry): entry is [string, number] =>
          typeof entry[1] === 'number' && Math.abs(deviceNow() - entry[1]) < rememberMs,
      ),
    );
  } catch {
    return {};
  }
}

/**
 * Remembered before the request leaves, in all tabs: a reload in mid-flight must not offer the
 * same start a second time.
 */
export function rememberSent(vault: string, id: string): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...sent(), [`${vault}/${id}`]: deviceNow() }));
  } catch {
    // Without storage the dialog itself still sends only once.
  }
}

export function forgetSent(vault: string, id: string): void {
  const { [`${vault}/${id}`]: _, ...rest } = sent();
  try {
    localStorage.setItem(key, JSON.stringify(rest));
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}

/** Milliseconds of this device's clock at which a start of this job was last sent. */
export function sentAt(vault: string, id: string): number | undefined {
  return sent()[`${vault}/${id}`];
}
