import { afterEach, describe, expect, test, vi } from 'vitest';

import { instant } from '#contract/instant.ts';

import { dateTime } from './format.ts';
import { allZones, withChosen } from './zone-names.ts';
import { deviceZone, resolveZone, zoneChoices, zoneProblem } from './zone.ts';

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

  test.each([
    ['utc', undefined],
    ['Asia/Kolkata', undefined],
    ['browser', undefined],
    ['vault-user', undefined],
    ['Nowhere/Land', 'The time zone “Nowhere/Land” is unknown to this browser'],
  ])('of %j has its reason in words where it is not kept: %j', (choice, problem) => {
    expect(zoneProblem(choice, undefined)).toBe(problem);
  });

  test('of a Vault user with an unknown zone says so', () => {
    expect(zoneProblem('vault-user', 'Etc/Unknown')).toMatch(/“Etc\/Unknown” is unknown/);
    expect(zoneProblem('vault-user', 'Asia/Tokyo')).toBeUndefined();
  });
});

describe('on a device whose zone the browser does not know', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(['Etc/Unknown', '', undefined, 'Mars/Olympus'])(
    'and calls %j, times are in UTC, with the reason',
    (name) => {
      const options = new Intl.DateTimeFormat().resolvedOptions();
      vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(
        Object.assign(options, { timeZone: name }),
      );
      expect(deviceZone()).toBeUndefined();
      for (const choice of ['browser', 'vault-user', 'Nowhere/Land', 'Etc/Unknown', '']) {
        const zone = resolveZone(choice, undefined);
        expect(zone).toBe('UTC');
        expect(dateTime(instant(0), zone)).toMatch(/1970/);
        expect(zoneProblem(choice, undefined)).toBeDefined();
      }
      expect(zoneChoices(undefined)[0]?.label).toBe('This device’s zone (unknown, so UTC)');
    },
  );
});

describe('the zones on offer', () => {
  test.each([
    ['Asia/Kolkata', 'Asia/Calcutta'],
    ['Europe/Kyiv', 'Europe/Kiev'],
    ['Asia/Kathmandu', 'Asia/Katmandu'],
    ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
  ])('have %s, whatever the browser calls it', (name, former) => {
    expect(allZones()).toContain(name);
    vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue([former, 'Europe/Berlin']);
    expect(allZones()).toEqual(expect.arrayContaining([name, former, 'Europe/Berlin']));
    vi.restoreAllMocks();
  });

  test('always have the one that is chosen', () => {
    const options = [{ value: 'utc', label: 'UTC' }];
    expect(withChosen(options, 'utc')).toEqual(options);
    expect(withChosen(options, 'asia/calcutta')).toContainEqual({
      value: 'asia/calcutta',
      label: 'asia/calcutta',
    });
    expect(withChosen(options, 'Mars/Olympus')).toContainEqual({
      value: 'Mars/Olympus',
      label: 'Mars/Olympus (unknown here)',
    });
  });
});
