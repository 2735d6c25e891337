/** What people do in a load run, and what they saw. */
import { setTimeout as delay } from 'node:timers/promises';

import * as v from 'valibot';

import { type Answer, type Client, errorOf } from './client.ts';

export type Seen = {
  /** Of readers who take what they get, in milliseconds. */
  eachMs: number[];
  /** Answers by error type, `good` or `cut off`. */
  outcomes: Map<string, number>;
  /** Rows that an answer lacked. */
  rowsLost: number;
  /** By how much an age was understated, in milliseconds, at most. */
  understatedMs: number;
  /** Lists that a cookie read after its sign-out. */
  readAfterEnd: { endedAt: number; at: number }[];
  endedCookies: number;
  presses: Map<string, number>;
};

export function nothingSeen(): Seen {
  return {
    eachMs: [],
    outcomes: new Map(),
    rowsLost: 0,
    understatedMs: 0,
    readAfterEnd: [],
    endedCookies: 0,
    presses: new Map(),
  };
}

export type Run = {
  client: Client;
  vault: string;
  seen: Seen;
  isOver: () => boolean;
  /** How often a screen asks; an answer is kept for as long. */
  everyMs: number;
};

const lists = ['monitors', 'histories'].map((list) => `/api/vault/services/jobs/${list}?limit=200`);
const expectedRows = 200;
const list = v.object({ madeAt: v.number(), jobs: v.array(v.unknown()) });

export async function watch(run: Run, cookie: string, isSlow: boolean) {
  const { client, seen } = run;
  await delay(Math.random() * run.everyMs);
  while (!run.isOver()) {
    for (const path of lists) {
      const answer = await client.ask({ path, cookie, isSlow }).catch(() => undefined);
      count(seen.outcomes, answer === undefined ? 'cut off' : (errorOf(answer) ?? 'good'));
      if (answer === undefined || errorOf(answer) !== undefined) continue;
      if (!isSlow) seen.eachMs.push(answer.ms);
      judge(seen, answer);
    }
    await delay(run.everyMs * (0.8 + 0.4 * Math.random()));
  }
}

function judge(seen: Seen, { body, headers, askedAt }: Answer) {
  const read = v.parse(list, JSON.parse(body));
  seen.rowsLost += expectedRows - read.jobs.length;
  // Age is in whole seconds. At least as old as it was when it was asked for; how long it was on its
  // way is no part of it.
  const statedMs = (Number(headers['age'] ?? 0) + 1) * 1_000;
  seen.understatedMs = Math.max(seen.understatedMs, askedAt - read.madeAt - statedMs);
}

/**
 * Presses Start now for one job after another. For one with an even number the press arrives twice
 * at once, and again where its connection is lost, always with one key. For one with an odd number
 * two tabs press at once.
 */
export async function pressStart(run: Run, cookie: string, firstJob: number) {
  for (let job = firstJob; !run.isOver(); job += 1) {
    const store = await storeOf(run);
    const tabs = isOneKey(job) ? ['', ''] : ['a', 'b'];
    await Promise.all(tabs.map((tab) => press(run, { job, key: `${job}${tab}`, store, cookie })));
    await delay(1_000);
  }
}

type Press = { job: number; key: string; store: string; cookie: string };

export function isOneKey(job: number): boolean {
  return job % 2 === 0;
}

async function press({ client, seen }: Run, { job, key, store, cookie }: Press) {
  // A tab's is gone with its connection: pressed again it would be another start.
  for (let tries = isOneKey(job) ? 5 : 1; tries > 0; tries -= 1) {
    const answer = await client
      .ask({
        path: `/api/vault/services/jobs/start_now/${job}`,
        method: 'POST',
        cookie,
        headers: { 'idempotency-key': key, ...(store && { 'x-jobwatch-store': store }) },
      })
      .catch(() => undefined);
    count(seen.presses, answer === undefined ? 'cut off' : (errorOf(answer) ?? 'good'));
    if (answer !== undefined) return;
    await delay(500);
  }
}

const build = v.object({ data: v.object({ store: v.string() }) });

async function storeOf({ client }: Run): Promise<string> {
  const answer = await client.ask({ path: '/api/build' }).catch(() => undefined);
  return answer === undefined ? '' : v.parse(build, JSON.parse(answer.body)).data.store;
}

/** A user whose sessions come and go. */
export const severalSessions = 'leaver';

/** Signs in and out, and goes on reading with every cookie whose session has ended. */
export async function readOnAfterEnd(run: Run, isQuiet: () => boolean) {
  const { client, seen } = run;
  const ended: { cookie: string; endedAt: number }[] = [];
  // Another browser of the same user, whose answers a copied cookie would like to read.
  let other = '';
  for (let round = 0; !run.isOver(); round += 1) {
    if (isQuiet()) {
      const { cookie, answer } = await client
        .signIn(run.vault, severalSessions)
        .catch(() => ({ cookie: '', answer: undefined }));
      if (answer !== undefined && errorOf(answer) === undefined) {
        if (other === '') other = cookie;
        else {
          await client.ask({ path: lists[0] ?? '', cookie }).catch(() => undefined);
          const headers = { 'idempotency-key': `sign-out-${round}` };
          const out = await client
            .ask({ path: '/api/session', method: 'DELETE', cookie, headers })
            .catch(() => undefined);
          if (out?.status === 200 && isQuiet()) ended.push({ cookie, endedAt: Date.now() });
        }
      }
    }
    for (let n = 0; n < 6 && !run.isOver(); n += 1) {
      for (const path of lists) {
        await client.ask({ path, cookie: other }).catch(() => undefined);
        for (const { cookie, endedAt } of ended.slice(-3)) {
          const answer = await client.ask({ path, cookie }).catch(() => undefined);
          if (answer !== undefined && errorOf(answer) === undefined)
            seen.readAfterEnd.push({ endedAt, at: Date.now() });
        }
      }
      await delay(1_000);
    }
  }
  seen.endedCookies = ended.length;
}

export async function guessPasswords({ client, vault, isOver }: Run) {
  while (!isOver()) {
    await client.signIn(vault, 'victim', 'wrong').catch(() => undefined);
    await delay(3_000);
  }
}

function count(counts: Map<string, number>, what: string) {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
