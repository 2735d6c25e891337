import { beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { exportsMade } from './export-log.ts';
import { ExportButton } from './ExportButton.tsx';
import type { Batch } from './messages.ts';
import { downloads } from './testing/downloads.ts';
import { about, jobs, known } from './testing/export-data.ts';
import type { Source } from './use-export.ts';

function source(count: number, part: Partial<Source> = {}): Source {
  return {
    count,
    batches: () => [{ kind: 'jobs', jobs: jobs(count) }],
    table: (columns) => ({
      kind: 'jobs',
      columns: columns === 'all' ? ['id', 'title', 'vault'] : ['id', 'title'],
      names: known.names,
    }),
    zone: 'Europe/Berlin',
    about,
    ...part,
  };
}

async function* held(until: Promise<void>): AsyncGenerator<Batch> {
  yield { kind: 'jobs', jobs: jobs(1_000) };
  await until;
}

/** A worker starts slowly on a busy machine. */
const patient = { timeout: 15_000 };

beforeEach(() => localStorage.clear());

describe('the export button', () => {
  test.each([
    [1_234, 'matching', 'Export 1,234 matching'],
    [12, 'selected', 'Export 12 selected'],
  ] as const)('says its count: %d %s', async (count, what, name) => {
    await render(<ExportButton what={what} source={source(count)} />);
    await expect.element(page.getByRole('button', { name })).toBeVisible();
  });

  test('says why it can’t be pressed when there is nothing', async () => {
    await render(<ExportButton what="matching" source={source(0)} />);
    const button = page.getByRole('button', { name: 'Export 0 matching' });
    await expect.element(button).toHaveAttribute('title', 'There are no rows to export');
    await button.click({ force: true });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('saves the rows with the columns and dialect chosen, and logs it', async () => {
    const saved = downloads();
    await render(<ExportButton what="matching" source={source(3)} />);
    await page.getByRole('button', { name: 'Export 3 matching' }).click();
    await page.getByRole('combobox', { name: 'Columns' }).selectOptions('All columns');
    await page.getByRole('combobox', { name: 'Separator' }).selectOptions('Semicolon');
    await page.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect
      .element(page.getByRole('status'), patient)
      .toHaveTextContent(/^3 rows are in vault-jobs_acme/);
    expect(await (await saved[0]?.blob)?.text()).toMatch(/^Job ID;Title;Vault\r\n900000;"Nightly/);
    expect(exportsMade()).toMatchObject([
      { who: about.who, filters: about.filters, rows: 3, partial: false, fileName: saved[0]?.name },
    ]);
  });

  test('says that a part is a part, before and in the name', async () => {
    const saved = downloads();
    const partial = { kind: 'partial', words: '2 of 9 read, newest first' } as const;
    const given = source(2, { about: { ...about, coverage: partial } });
    await render(<ExportButton what="matching" source={given} />);
    await page.getByRole('button', { name: 'Export 2 matching' }).click();
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent('PARTIAL: 2 of 9 read, newest first.');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.element(page.getByText(/2 rows are in/), patient).toBeVisible();
    expect(saved[0]?.name).toMatch(/^vault-jobs_PARTIAL_/);
    expect(exportsMade()[0]?.partial).toBe(true);
  });

  test('while it runs: tells rows, warns before leaving, and cancels', async () => {
    const saved = downloads();
    const given = source(2_000, { batches: () => held(new Promise(() => {})) });
    await render(<ExportButton what="matching" source={given} />);
    await page.getByRole('button', { name: 'Export 2,000 matching' }).click();
    expect(leavingIsStopped()).toBe(false);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.element(page.getByRole('progressbar', { name: 'Rows written' })).toBeVisible();
    await expect.element(page.getByText(/of 2,000 rows written/)).toBeVisible();
    expect(leavingIsStopped()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent('Cancelled. Nothing was saved.');
    expect(leavingIsStopped()).toBe(false);
    expect(saved).toEqual([]);
    expect(exportsMade()).toEqual([]);
  });

  test('says in words why there is no file', async () => {
    const saved = downloads();
    const given = source(5, { batches: () => [{ kind: 'jobs', jobs: jobs(4) }] });
    await render(<ExportButton what="matching" source={given} />);
    await page.getByRole('button', { name: 'Export 5 matching' }).click();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect
      .element(page.getByRole('status'), patient)
      .toHaveTextContent('Nothing was saved: expected 5 rows but got 4.');
    expect(saved).toEqual([]);
  });
});

function leavingIsStopped(): boolean {
  return !globalThis.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
