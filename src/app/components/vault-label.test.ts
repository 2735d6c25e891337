import { expect, test } from 'vitest';

import { shownVault, vaultLabel } from './vault-label.ts';

test.each([
  ['Acme', 'production', 'Acme (Production)'],
  ['Acme', 'sandbox', 'Acme (Sandbox)'],
  ['Acme Sandbox', 'sandbox', 'Acme Sandbox'],
  ['PRODUCTION', 'production', 'PRODUCTION'],
  // A name says nothing by itself, and nothing against what the operator says.
  ['Sandbox', 'production', 'Sandbox (Production)'],
  ['Sandboxes', 'sandbox', 'Sandboxes (Sandbox)'],
  ['Sandbox', undefined, 'Sandbox'],
] as const)('%s, %s is called %s', (name, kind, label) => {
  expect(vaultLabel({ name, ...(kind && { kind }) })).toBe(label);
});

test('a simulated Vault is never called by the name of a real one', () => {
  const vault = { host: 'busy.vault.test', name: 'Acme', kind: 'production' } as const;
  expect(shownVault({ simulated: true, vault })).toBe('Simulated Vault');
});
