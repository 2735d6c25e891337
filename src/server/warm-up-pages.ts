/**
 * Pages that are drawn for nobody. The first drawings of a thread take several times as long as those
 * for which its code has been compiled, and the very first longer than a document waits.
 */
import type { InlinedAnswer, PageToDraw } from '#contract/drawing.ts';
import { address } from '#contract/endpoint.ts';
import { headers } from '#contract/headers.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { plainLook } from '#contract/look.ts';
import { longestPage } from '#contract/page.ts';
import { readSession, type Session } from '#contract/session.ts';

/** All at one moment, which need not be now. */
const now = Date.UTC(2026, 0, 15, 12);

const host = 'vault.test';
const session: Session = {
  kind: 'signed-in',
  vaults: [{ host, name: host, path: '', isSignedIn: true, hasDisplay: false }],
  simulated: false,
  readOnly: false,
  times: 'utc',
  apiVersion: 'v25.2',
  vault: { host, name: host },
  user: { id: '1', userName: 'nobody' },
  demo: false,
  display: false,
};

const unfinished = ['RUNNING', 'RUNNING', 'RUNNING', 'QUEUED', 'SCHEDULED'];
const finished = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'ERRORS_ENCOUNTERED', 'TIMEOUT'];

/** As many rows as a page shows, of each kind. */
const rows = 80;

export const warmUpPages: readonly PageToDraw[] = ['/', '/history'].map((path) => ({
  address: path,
  basePath: '/',
  now,
  look: plainLook,
  answers: [
    answer(readSession.path, { data: session }),
    answer(`/vault${address(monitors, { limit: longestPage })}`, listOf(unfinished)),
    answer(`/vault${address(histories, { limit: longestPage })}`, listOf(finished)),
  ],
}));

function listOf(statuses: readonly string[]): object {
  const jobs = Array.from({ length: rows }, (_, at) => job(at, statuses[at % statuses.length]));
  return { jobs, responseDetails: { total: rows, limit: longestPage, offset: 0 } };
}

function job(at: number, status: string | undefined): object {
  const isFinished = status !== undefined && finished.includes(status);
  const began = now - at * 600_000;
  return {
    job_id: isFinished ? at : rows + at,
    title: `Title ${at % 20}`,
    status,
    created_by: 1,
    created_date: isoOf(began - 60_000),
    run_start_date: isoOf(status === 'SCHEDULED' ? now + at * 60_000 : began),
    ...(isFinished && { run_end_date: isoOf(began + at * 1_000) }),
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

function answer(url: string, body: object): InlinedAnswer {
  const sent = [
    [headers.age, '1'],
    [headers.date, new Date(now).toUTCString()],
    [headers.times, 'utc'],
  ] as const;
  return { url, headers: sent, body: JSON.stringify({ responseStatus: 'SUCCESS', ...body }) };
}
