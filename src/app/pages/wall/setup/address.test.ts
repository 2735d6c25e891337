import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { signedIn } from '#contract/testing/sessions.ts';

import { parseSearch } from '../../../url/search.ts';
import { defaults, readSearch, type WallSearch } from '../search.ts';
import { viewIds } from '../views.ts';
import { displayAddress, placesOnWall, wallAddress } from './address.ts';
import { linuxCommands, windowsCommands } from './kiosk-commands.ts';

const base = 'https://jobs.example.com/jobwatch/';

const timeOfDay = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const hours = fc.tuple(timeOfDay, timeOfDay).map((times) => times.join('-'));
const onOff = fc.constantFrom('on', 'off');
const text = (least: number) =>
  fc
    .string({ minLength: least, maxLength: 40, unit: 'grapheme' })
    .filter((one) => one.length <= 400);

const anyWall: fc.Arbitrary<WallSearch> = fc.record({
  view: fc.shuffledSubarray([...viewIds], { minLength: 1 }),
  seconds: fc.double({ min: 5, max: 3_600, noNaN: true }),
  theme: fc.constantFrom('dark', 'light', 'system'),
  scale: fc.double({ min: 0.5, max: 4, noNaN: true }),
  zone: fc.constantFrom(undefined, 'UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'),
  title: text(0),
  not: fc.array(text(1), { maxLength: 50 }),
  vaults: fc.array(text(1), { maxLength: 50 }),
  drift: onOff,
  dim: fc.option(hours, { nil: undefined }),
  chime: onOff,
  quiet: fc.option(hours, { nil: undefined }),
  reload: fc.option(timeOfDay, { nil: undefined }),
});

describe('the address of a wall', () => {
  test('has no options where all are defaults', () => {
    expect(wallAddress(defaults, base)).toBe(`${base}wall`);
    expect(displayAddress(defaults, base)).toBe(`${base}display/<DISPLAY_TOKEN>`);
  });

  test('has none of the set-up page’s own fields', () => {
    const setup = { ...defaults, scale: 2, screen: '1920x1080', inches: 43, link: 'wall' };
    expect(wallAddress(setup, base)).toBe(`${base}wall?scale=2`);
    expect(displayAddress(setup, base)).toBe(`${base}display/<DISPLAY_TOKEN>?scale=2`);
  });

  test.prop([anyWall])('has all options, so that the wall reads the same', (search) => {
    for (const address of [wallAddress(search, base), displayAddress(search, base)]) {
      expect(readSearch(parseSearch(new URL(address).search))).toEqual({ search, ignored: [] });
    }
  });

  test.prop([anyWall])('needs no escaping in quotes of any kind', (search) => {
    const url = wallAddress(search, base);
    expect(url).not.toMatch(/['"$`\\\s]/);
    const [command] = linuxCommands({ url, chime: false });
    expect(command?.text.split("'")).toEqual([expect.any(String), url, '']);
    const last = windowsCommands({ url, chime: false })[0]?.text.split('"').at(-2);
    expect(last?.replaceAll('%%', '%')).toBe(url);
    expect(last?.replaceAll('%%', '')).not.toContain('%');
  });
});

describe('the command for Chromium', () => {
  test('allows sound only where the chime is on', () => {
    const sound = '--autoplay-policy=no-user-gesture-required';
    expect(linuxCommands({ url: base, chime: true })[0]?.text).toContain(sound);
    expect(linuxCommands({ url: base, chime: false })[0]?.text).not.toContain(sound);
  });
});

describe('the Vaults of a wall', () => {
  const places = ['a', 'b', 'c'].map((host) => ({
    host,
    name: host,
    path: host === 'a' ? '' : `v/${host}/`,
    isSignedIn: true,
    hasDisplay: host === 'b',
  }));
  const session = { ...signedIn('1'), vault: { host: 'b', name: 'b' }, vaults: places };
  const hostsOf = (names: string[]) => placesOnWall(session, names).map(({ host }) => host);

  test('are that of its page, those that it names, or all', () => {
    expect(hostsOf([])).toEqual(['b']);
    expect(hostsOf(['c', 'a', 'elsewhere'])).toEqual(['a', 'c']);
    expect(hostsOf(['all'])).toEqual(['a', 'b', 'c']);
  });

  test('are the first where a simulated one answers', () => {
    const simulated = { ...session, vault: { host: 'other.vault.test', name: 'other.vault.test' } };
    expect(placesOnWall(simulated, []).map(({ host }) => host)).toEqual(['a']);
  });
});
