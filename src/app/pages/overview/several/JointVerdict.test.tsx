import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { VaultError } from '#contract/envelope.ts';
import type { Job } from '#contract/jobs.ts';
import { at, hour, job, minute } from '#insight/testing/jobs.ts';

import { JointPanels } from './JointPanels.tsx';
import { JointVerdict } from './JointVerdict.tsx';
import { createRowSharing, jointModel, type ShownVault } from './model.ts';
import { shownAs } from './testing/vaults.ts';

const nothing = { monitors: [], finished: [] };
const failures = (...titles: string[]) => ({
  monitors: [],
  finished: titles.map((title, nth): Job => {
    const [start, end] = [at(-hour), at(-30 * minute)];
    return job({ id: nth + 1, title, status: 'ERRORS_ENCOUNTERED', start, end });
  }),
});
const down = new VaultError([{ type: 'VAULT_UNREACHABLE', message: '' }]);

async function show(vaults: readonly ShownVault[], isFiltered = false) {
  const model = jointModel(vaults, { shareRows: createRowSharing(), isFiltered });
  await render(
    <>
      <JointVerdict model={model} />
      <JointPanels model={model} zone="UTC" />
    </>,
  );
  return page.getByRole('region', { name: 'Counts' });
}

const panel = (name: string) => page.getByRole('region', { name });

test('the headline counts over the Vaults that are read, and names the others', async () => {
  const counts = await show([
    shownAs('a.test', { world: failures('Export', 'Import'), age: 0 }),
    shownAs('b.test', { world: failures('Export'), age: 0 }),
    shownAs('c.test', { world: nothing, age: undefined, name: 'Beta', error: down }),
    shownAs('d.test', { world: nothing, age: undefined, name: 'Gamma' }),
  ]);
  await expect
    .element(counts)
    .toHaveTextContent(
      '3 titles are failing in 2 of 4 Vaults; Beta is not included, Gamma is loading',
    );
  await expect.element(panel('Needs attention')).toHaveTextContent(/Needs attention3/);
});

test('what a Vault had before it stopped answering is shown as of then, and not counted', async () => {
  const counts = await show([
    shownAs('a.test', { world: failures('Export'), age: 0 }),
    shownAs('b.test', { world: failures('Export', 'Import'), age: 60, name: 'Beta', error: down }),
  ]);
  await expect
    .element(counts)
    .toHaveTextContent('1 title is failing in 1 of 2 Vaults; Beta is not included');
  const attention = panel('Needs attention');
  await expect.element(attention).toHaveTextContent('1 · 2 more, no longer current');
  expect(attention.getByText(/^as of /).elements()).toHaveLength(2);
});

test('a title that was seen at one Vault steps back there alone', async () => {
  const counts = await show([
    shownAs('a.test', { world: failures('Export'), age: 0, seen: ['1'] }),
    shownAs('b.test', { world: failures('Export'), age: 0, name: 'Beta' }),
  ]);
  await expect.element(counts).toHaveTextContent(/^2 titles are failing \(1 seen\) in both Vaults/);
  await expect.element(panel('Needs attention')).toHaveTextContent('2 · 1 seen');
  const rows = panel('Needs attention').getByRole('row').elements();
  expect(rows.slice(1).map((row) => /Acme|Beta/.exec(row.textContent)?.[0])).toEqual([
    'Beta',
    'Acme',
  ]);
});

test('counts are at least so many where Vault warns that a list may lack some', async () => {
  const monitors = [job({ id: 1 }), job({ id: 2, status: 'SCHEDULED', start: at(hour) })];
  const counts = await show([
    shownAs('a.test', { world: { monitors, finished: [] }, age: 0, isWarned: true }),
    shownAs('b.test', { world: { monitors, finished: [] }, age: 0, name: 'Beta' }),
  ]);
  await expect.element(counts).toHaveTextContent(/Running at least2\+.*Scheduled at least2\+/);
  await expect.element(panel('Running and queued')).toHaveTextContent(/^Running and queued2\+/);
});

test('before any answer nothing is counted, and lists have their space', async () => {
  const counts = await show([shownAs('a.test', { world: nothing, age: undefined })]);
  await expect.element(counts).toHaveTextContent(/^Loading jobs from the Vaults …Running–Queued–/);
  expect(page.getByRole('status', { name: 'Loading from the Vaults' }).elements()).toHaveLength(4);
});

test('where no Vault can be read, no list passes for an empty one', async () => {
  const counts = await show([shownAs('a.test', { world: nothing, age: undefined, error: down })]);
  await expect.element(counts).toHaveTextContent(/^No Vault can be readRunning–/);
  await expect.element(panel('Scheduled')).toHaveTextContent('No Vault can be read.');
});

test('an empty list says of how many Vaults it is', async () => {
  const counts = await show([
    shownAs('a.test', { world: nothing, age: 0 }),
    shownAs('b.test', { world: nothing, age: undefined, name: 'Beta', error: down }),
  ]);
  await expect
    .element(counts)
    .toHaveTextContent('All clear in 1 of 2 Vaults; Beta is not included');
  await expect
    .element(panel('Scheduled'))
    .toHaveTextContent('No job is scheduled in the only Vault read so far.');
});

test('a filter that nothing matches is not called all clear', async () => {
  const counts = await show([shownAs('a.test', { world: nothing, age: 0 })], true);
  await expect.element(counts).toHaveTextContent(/^No job matches the filter in 1 Vault/);
  await expect.element(panel('Scheduled')).toHaveTextContent('No job here matches the filter.');
});
