import { afterEach, beforeEach, describe, expect, vi } from 'vitest';

import { client } from '#contract/client.ts';
import { monitors } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { deviceNow, followVaultClock, onVaultClock, vaultClockAheadMs, vaultNow } from './clock.ts';

const now = Date.UTC(2026, 10, 24, 10);

beforeEach(() => {
  vi.useFakeTimers({ now });
  followVaultClock(0);
});
afterEach(() => vi.useRealTimers());

describe('the app’s idea of Vault’s clock', () => {
  test('is this device’s until Vault tells', () => {
    expect(vaultNow()).toBe(deviceNow());
  });

  test.each([2_500, -2_500, 90_000, -86_400_000])('follows a difference of %i ms', (skew) => {
    followVaultClock(skew);
    expect(vaultNow()).toBe(now + skew);
  });

  test('puts a moment of this device on Vault’s clock', () => {
    followVaultClock(-90_000);
    expect(onVaultClock(now + 5_000)).toBe(now - 85_000);
    expect(onVaultClock(deviceNow())).toBe(vaultNow());
  });

  test.each([2_499, -2_499, 0])('takes a difference of %i ms for none', (skew) => {
    followVaultClock(skew);
    expect(vaultNow()).toBe(now);
  });

  test('does not twitch around what is known', () => {
    followVaultClock(60_000);
    followVaultClock(58_000);
    followVaultClock(62_000);
    expect(vaultClockAheadMs()).toBe(60_000);
    followVaultClock(62_500);
    expect(vaultClockAheadMs()).toBe(62_500);
  });

  test('comes back once the clocks agree again', () => {
    followVaultClock(60_000);
    followVaultClock(-800);
    expect(vaultClockAheadMs()).toBe(0);
  });

  const millisecond = fc.integer({ min: 0, max: 999 });

  test.prop([millisecond, fc.integer({ min: 0, max: 5_999 }), fc.integer({ min: 0, max: 400 })])(
    'stays where clocks agree, whatever whole seconds make of Date and Age',
    async (begun, keptMs, wayMs) => {
      const saidAt = now + begun;
      const heardAt = saidAt + keptMs + wayMs;
      const headers = {
        Date: new Date(saidAt).toUTCString(),
        Age: String(Math.floor(keptMs / 1_000)),
      };
      const body = '{"responseStatus":"SUCCESS","jobs":[]}';
      const call = client({
        send: () => Promise.resolve(new Response(body, { headers })),
        root: () => 'https://vault.test',
        now: () => heardAt,
      });
      const { skewMs } = await call(monitors, {});
      followVaultClock(skewMs ?? Number.NaN);
      expect(vaultClockAheadMs()).toBe(0);
    },
  );
});
