import { describe, expect, test } from 'vitest';

import { allZones, deviceZone, isZone, resolveZone } from './zone.ts';

describe('a zone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu'])(
    '%s is one',
    (name) => {
      expect(isZone(name)).toBe(true);
    },
  );

  test.each(['', 'browser', 'vault-user', 'Mars/Olympus', '../etc', '__proto__'])(
    '%j is none',
    (name) => {
      expect(isZone(name)).toBe(false);
    },
  );
});

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
