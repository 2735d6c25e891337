/** Which starts were sent lately, by any tab of this browser. */
import * as v from 'valibot';

import { anyRecord, changeStored, number, readStored, recordOf } from '../stored.ts';
import { deviceNow } from '../time/clock.ts';

const key = 'jobwatch.sent';
const place = { area: 'localStorage', key, schema: anyRecord } as const;
/** When each was sent, by Vault and job, on this device's clock. */
const schema = recordOf(number);
/** For how long a start that was sent is not offered again: Vault may be slow to show it. */
const rememberMs = 120_000;

/**
 * Remembered before the request leaves, in all tabs: a reload in mid-flight must not offer the
 * same start a second time. Without storage the dialog itself still sends only once.
 */
export function rememberSent(vault: string, id: string): void {
  changeStored(place, (before) => ({ ...recent(before), [`${vault}/${id}`]: deviceNow() }));
}

export function forgetSent(vault: string, id: string): void {
  changeStored(place, (before) => {
    const { [`${vault}/${id}`]: _, ...rest } = recent(before);
    return rest;
  });
}

/** Milliseconds of this device's clock at which a start of this job was last sent. */
export function sentAt(vault: string, id: string): number | undefined {
  return recent(readStored('localStorage', key))[`${vault}/${id}`];
}

function recent(stored: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(v.parse(schema, stored)).filter(
      ([, at]) => Math.abs(deviceNow() - at) < rememberMs,
    ),
  );
}
