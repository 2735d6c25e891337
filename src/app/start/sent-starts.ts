/** Which starts were sent lately, by any tab of this browser. */
import { ownName } from '../stored.ts';
import { deviceNow } from '../time/clock.ts';

const key = 'jobwatch.sent';
/** For how long a start that was sent is not offered again: Vault may be slow to show it. */
const rememberMs = 120_000;

type Sent = Record<string, number>;

function sent(): Sent {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ownName(key)) ?? '{}');
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
    localStorage.setItem(
      ownName(key),
      JSON.stringify({ ...sent(), [`${vault}/${id}`]: deviceNow() }),
    );
  } catch {
    // Without storage the dialog itself still sends only once.
  }
}

export function forgetSent(vault: string, id: string): void {
  const { [`${vault}/${id}`]: _, ...rest } = sent();
  try {
    localStorage.setItem(ownName(key), JSON.stringify(rest));
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}

/** Milliseconds of this device's clock at which a start of this job was last sent. */
export function sentAt(vault: string, id: string): number | undefined {
  return sent()[`${vault}/${id}`];
}
