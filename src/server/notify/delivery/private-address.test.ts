import { expect } from 'vitest';

/** Which addresses messages may not go to, however they are written or named. */
import { fc, test } from '#contract/testing/property-test.ts';

import { isPrivate, permittedTargets, readAllowed } from './private-address.ts';

const { allowed: nothing } = readAllowed('');

test.each([
  ['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.31.255.255', '192.168.0.1'],
  ['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
  ['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '0:0:0:0:0:ffff:0a00:0001'],
  ['::127.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b:1::1', '2002:7f00:1::', '2002:c0a8:101::1'],
  ['2001::1', '2001:db8::1', '100::1', 'not an address'],
])('%s and others like it are private', (...addresses) => {
  expect(addresses.filter((address) => !isPrivate(address))).toEqual([]);
});

test('public addresses are not, in the clothes of IPv6 neither', () => {
  const addresses = ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'];
  const dressed = ['::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2002:808:808::1'];
  expect([...addresses, ...dressed].filter(isPrivate)).toEqual([]);
});

test.prop([fc.ipV4()])('an address of IPv4 is as private mapped into IPv6', (address) => {
  expect(isPrivate(`::ffff:${address}`)).toBe(isPrivate(address));
  expect(isPrivate(`64:ff9b::${address}`)).toBe(isPrivate(address));
});

test('a name that leads to a private address is refused, and so is the address', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', '[::ffff:7f00:1]', 'LOCALHOST.'])
    await expect(permittedTargets(host, nothing)).rejects.toThrow('private address');
});

test('what NOTIFY_ALLOW lists is not refused: a name, an address, a range', async () => {
  const { allowed, faults } = readAllowed('localhost, 10.0.0.0/8 ::1\n192.168.7.7');
  expect(faults).toEqual([]);
  await expect(permittedTargets('localhost', allowed)).resolves.toBeDefined();
  for (const host of ['10.200.1.1', '192.168.7.7', '[::1]'])
    await expect(permittedTargets(host, allowed)).resolves.toBeDefined();
  for (const host of ['192.168.7.8', '127.0.0.1'])
    await expect(permittedTargets(host, allowed)).rejects.toThrow('private address');
});

test('an entry that is none of these is named by its place', () => {
  expect(readAllowed('10.0.0.0/33, http://a, ok.example').faults).toEqual([
    'entry 1 must be a host, an address, or a range such as 10.1.0.0/16.',
    'entry 2 must be a host, an address, or a range such as 10.1.0.0/16.',
  ]);
});
