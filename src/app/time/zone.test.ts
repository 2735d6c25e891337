import { describe, expect, test } from 'vitest';

import { allZones, deviceZone, resolveZone } from './zone.ts';

describe('a choice of zone', () => {
  test('is kept where it names one', () => {
    expect(resolveZone('utc', 'Asia/Tokyo')).toBe('UTC');
    expect(resolveZone('Asia/Kolkata', 'Asia/Tokyo')).toBe('Asia/Kolkata');
  });

  test('of the Vault user is theirs once it is known', () => {
    expect(resolveZone('vault-user', 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });

  test.each([
    ['browser', 'Asia/Tokyo'],
    ['vault-user', undefined],
    ['vault-user', 'Nowhere/Land'],
    ['Nowhere/Land', 'Asia/Tokyo'],
    ['', undefined],
  ])('of %j with a Vault user in %s is that of this device', (choice, userZone) => {
    expect(resolveZone(choice, userZone)).toBe(deviceZone());
  });

  test('can be any zone on offer', () => {
    expect(allZones().length).toBeGreaterThan(300);
    for (const zone of allZones()) expect(resolveZone(zone, undefined)).toBe(zone);
  });
});
