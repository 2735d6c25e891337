/** What leaves as a file or through the clipboard is what is on screen, and runs nothing. */
import papa from 'papaparse';
import readWorkbook from 'read-excel-file/universal';

import { hostileTitles } from '#simulator/worlds/odd.ts';

import { expect, open, type Testbed, test } from './fixtures.ts';
import { coverage, idsOnAllPages, openHistory, saved, showArchived } from './history.ts';

const minute = 60_000;

test.describe('with odd data in Vault', () => {
  test.use({ world: 'odd' });

  test('a CSV file contains the rows on screen, and no formula; a workbook and JSON have the same', async ({
    page,
    testbed,
  }) => {
    const shown = await openOdd(page, testbed);
    const { title, dialogRows } = await openExport(page);
    const { bytes, name } = await saved(page, 'CSV');
    const rows = csv(bytes.toString());

    expect(rows).toHaveLength(dialogRows);
    expect(title).toBe(`Export ${rows.length} matching`);
    expect(name).toMatch(/^vault-jobs_127\.0\.0\.1-\d+_history_any--any_Europe-Berlin_.*\.csv$/);
    expect(rows.map((row) => row['Job ID'])).toEqual(shown);
    const titles = rows.map((row) => row['Title'] ?? '');
    const bare = new Set(titles.map((title) => title.replaceAll("'", '')));
    for (const title of hostileTitles) {
      expect(bare).toContain(asWritten(title).replaceAll("'", ''));
    }
    expect(titles.filter((title) => /^\s*[=+\-@]/.test(title))).toEqual([]);

    await test.step('a workbook and JSON contain the same ids, times and titles', async () => {
      const sheet = await workbook((await saved(page, 'Excel workbook')).bytes);
      const inJson = lines((await saved(page, 'JSON Lines (one row per line)')).bytes);

      expect(inJson.map((row) => row['job_id'])).toEqual(shown);
      expect(sheet.map((row) => row['Job ID'])).toEqual(inJson.map((row) => row['job_id']));
      expect(sheet.map((row) => moment(row['Started UTC']))).toEqual(
        inJson.map((row) => row['run_start_utc']),
      );
      const written = inJson.map((row) => asWritten(String(row['title'])));
      expect(sheet.map((row) => row['Title'] ?? '')).toEqual(written);
      for (const title of hostileTitles) expect(written).toContain(asWritten(title));
    });
  });
});

test('each time is written in UTC and in the zone that the header names', async ({
  page,
  testbed,
}) => {
  const ended = Date.parse('2025-10-26T01:30:00Z'); // 02:30 for the second time in Berlin
  testbed.vault.finished({ title: 'Autumn', agoMs: testbed.vault.now() - ended });
  await openHistory(page, testbed, '?title=autumn');
  await openExport(page);
  const [row] = csv((await saved(page)).bytes.toString());

  expect(row?.['Finished (Europe/Berlin)']).toMatch(/^2025-10-26T02:(29:59|30:00).*\+01:00$/);
  const [local, utc] = [row?.['Finished (Europe/Berlin)'], row?.['Finished UTC']];
  expect(Date.parse(local ?? '')).toBe(Date.parse(utc ?? ' '));
});

test('the file and the clipboard contain the selected rows', async ({ page, context, testbed }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const wanted = ['=1+1', 'Second of three', 'Third of three'].map(
    (title) => testbed.vault.finished({ title, agoMs: minute }).id,
  );
  await openHistory(page, testbed);
  for (const id of wanted) {
    await page.getByRole('checkbox', { name: new RegExp(`^Select .*, ${id}$`) }).check();
  }

  await page.getByRole('button', { name: 'Copy 3 selected' }).click();
  await expect(page.getByRole('button', { name: 'Copied 3' })).toBeVisible();
  const copied = csv(await page.evaluate(async () => navigator.clipboard.readText()), '\t');
  await page.getByRole('button', { name: 'Export 3 selected' }).click();
  const rows = csv((await saved(page)).bytes.toString());

  expect(new Set(rows.map((row) => row['Job ID']))).toEqual(new Set(wanted));
  expect(copied.map((row) => row['Job ID'])).toEqual(rows.map((row) => row['Job ID']));
  expect(copied.map((row) => row['Title'])).toContain("'=1+1");
  await page.keyboard.press('Escape');
  await page
    .getByRole('checkbox', { name: /^Select Synchronize/ })
    .first()
    .check();
  await expect(page.getByRole('button', { name: 'Copy 4 selected' })).toBeVisible();
});

test('an incomplete file says so, in its name and before it is written', async ({
  page,
  testbed,
}) => {
  fill(testbed, 3_000);
  testbed.vault.faults.set({ kind: 'slow', ms: 200 }, { endpoint: 'histories' });
  await open(page, testbed, '/history?title=load');
  await expect(coverage(page)).toContainText(/read, newest first/);
  await page.getByRole('button', { name: 'Pause reading' }).click();
  await expect(page.getByRole('button', { name: 'Resume reading' })).toBeVisible();
  await page.getByRole('button', { name: /^Export [1-9][\d,]* rows$/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Export / });
  await expect(
    dialog.getByText(/PARTIAL: [\d,]+ of [\d,]+ finished jobs had been read/),
  ).toBeVisible();
  const count = Number((await dialog.getByRole('heading').innerText()).replace(/\D/g, ''));

  const { name, bytes } = await saved(page);
  expect(name).toMatch(/^vault-jobs_PARTIAL_/);
  expect(csv(bytes.toString())).toHaveLength(count);
});

test('a cancelled export saves nothing', async ({ page, testbed }) => {
  test.setTimeout(60_000);
  fill(testbed, 9_000);
  await openHistory(page, testbed, '?size=25');
  let files = 0;
  page.on('download', () => {
    files += 1;
  });
  await openExport(page);
  const dialog = page.getByRole('dialog', { name: /^Export / });
  await dialog.getByLabel('Format').selectOption('xlsx');
  await dialog.getByLabel('Columns').selectOption('all');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');

  await expect(dialog.getByText('Cancelled. Nothing was saved.')).toBeVisible();
  await saved(page);
  expect(files).toBe(1);
});

test('the tasks of a job are exported as they are shown', async ({ page, testbed }) => {
  const { id } = testbed.vault.finished({ title: 'Reconcile', tasks: 130 });
  await open(page, testbed, `/jobs/${id}`);
  await page.getByRole('button', { name: 'Export 130 rows' }).click();
  const { name, bytes } = await saved(page);
  const rows = csv(bytes.toString());

  expect(name).toContain(`tasks-of-${id}`);
  expect(new Set(rows.map((row) => row['Task'])).size).toBe(130);
  expect(rows.every((row) => row['Job ID'] === id)).toBe(true);
});

type Page = Parameters<typeof openHistory>[0];

/** All rows on screen; those without an id are counted apart. */
async function openOdd(page: Page, testbed: Testbed): Promise<string[]> {
  await open(page, testbed, '/history?size=100');
  await expect(coverage(page)).toContainText(/Complete: all [\d,]+ finished jobs, and 4 that can/);
  await showArchived(page);
  return idsOnAllPages(page);
}

async function openExport(page: Page): Promise<{ title: string; dialogRows: number }> {
  await page.getByRole('button', { name: /^Export .* matching$/ }).click();
  const title = await page.getByRole('dialog').getByRole('heading').innerText();
  return { title, dialogRows: Number(title.replace(/\D/g, '')) };
}

function fill({ vault }: Testbed, count: number): void {
  for (let nth = 1; nth <= count; nth += 1) {
    vault.finished({ title: `Load part ${nth % 40}`, agoMs: nth * 7 * minute });
  }
}

/** A file can't hold half of a character. */
function asWritten(text: string): string {
  return Buffer.from(text).toString();
}

function moment(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

type Row = Record<string, string>;

function csv(text: string, delimiter = ','): Row[] {
  return papa.parse<Row>(text, { header: true, delimiter, skipEmptyLines: true }).data;
}

function lines(bytes: Buffer): Record<string, unknown>[] {
  return bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
}

/** The first sheet's rows by header. */
async function workbook(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const [sheet] = await readWorkbook(new Blob([new Uint8Array(bytes)]), { trim: false });
  const [header = [], ...rows] = sheet?.data ?? [];
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [String(name), row[at]])));
}
