/**
 * The floor of opening the archive: as many rows in a database of their own, as plain objects with
 * the fields that a job has here, a page of them to a record, and nothing done with them. It does not
 * depend on how the archive stores its rows.
 */
import type { Page } from '@playwright/test';

import type { Job } from '#simulator/world/job.ts';

import type { Testbed } from './testbed.ts';

const rowsPerRecord = 200;
const recordsPerCall = 25;

/** To be done once in a browser that keeps its storage. */
export async function storePlainRows(page: Page, { vault }: Testbed): Promise<void> {
  const { total } = vault.historiesPage({}, 0, 1);
  const perCall = rowsPerRecord * recordsPerCall;
  for (let from = 0; from < total; from += perCall) {
    const { jobs } = vault.historiesPage({}, from, perCall);
    await page.evaluate(store, { rows: jobs.map(plain), from, rowsPerRecord });
  }
}

/** How many milliseconds it takes to read them. */
export async function readPlainRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = async <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.addEventListener('success', () => resolve(asked.result));
        asked.addEventListener('error', () => reject(asked.error ?? new Error('no answer')));
      });
    const began = performance.now();
    const db = await answer(indexedDB.open('plain-rows'));
    await answer(db.transaction('records').objectStore('records').getAll());
    db.close();
    return performance.now() - began;
  });
}

type Row = Record<string, string>;

function plain({ id, title, outcome, createdBy, created, started, ended }: Job): Row {
  const moment = (at: number) => new Date(at).toISOString();
  return {
    id,
    title,
    status: outcome,
    createdBy: String(createdBy),
    created: moment(created),
    modifiedBy: String(createdBy),
    modified: moment(ended),
    ...(Number.isFinite(started) && { start: moment(started) }),
    end: moment(ended),
  };
}

type Part = { rows: Row[]; from: number; rowsPerRecord: number };

/** Sent to the page as text: it may use nothing from outside. */
async function store({ rows, from, rowsPerRecord }: Part): Promise<void> {
  const opening = indexedDB.open('plain-rows');
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('records'));
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.addEventListener('success', () => resolve(opening.result));
  });
  const tx = db.transaction('records', 'readwrite');
  for (let at = 0; at < rows.length; at += rowsPerRecord) {
    tx.objectStore('records').put(rows.slice(at, at + rowsPerRecord), from + at);
  }
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
  db.close();
}
