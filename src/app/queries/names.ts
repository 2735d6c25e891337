/**
 * Looks up users' names: a few one by one, many from the list of users. Both have a limit, as a
 * history may have hundreds of creators and names are a courtesy (docs/vault-api.md §8).
 */
import type { QueryClient } from '@tanstack/react-query';

import { VaultError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';
import { longestPage } from '#contract/page.ts';
import { user, users } from '#contract/users.ts';

import { deviceNow } from '../time/clock.ts';
import { call } from './call.ts';

/** `keepMs`: for how long it is not looked up again. */
export type Name = { id: string; name: string | undefined; keepMs: number };

const hourMs = 3_600_000;
/** After a failure that says nothing of the user. */
const soonMs = 60_000;
/** Of calls for one user each, within an hour. */
const mostSingle = 20;
/** Of the list of users, within an hour. */
const mostPages = 5;

type Options = { call: typeof call; now: () => number };

export function createNames({ call, now }: Options) {
  let waiting: { id: string; resolve: (name: Name) => void }[] = [];
  let last = Promise.resolve();
  let singleCalls: number[] = [];

  /** Never rejects. All that are asked for together are looked up together. */
  return async function lookUp(id: string, cache: QueryClient): Promise<Name> {
    return new Promise((resolve) => {
      waiting.push({ id, resolve });
      if (waiting.length === 1) last = last.then(async () => lookUpWaiting(cache));
    });
  };

  async function lookUpWaiting(cache: QueryClient): Promise<void> {
    const batch = waiting;
    waiting = [];
    singleCalls = singleCalls.filter((at) => at > now() - hourMs);
    const left = mostSingle - singleCalls.length;
    const listed = await listedNames(cache, batch.length > left);
    const unlisted = batch.filter(({ id }) => !listed.has(id));
    for (const { id, resolve } of batch) {
      const name = listed.get(id);
      if (name !== undefined) resolve({ id, name, keepMs: Infinity });
    }
    await Promise.all(
      unlisted.map(async ({ id, resolve }, at) => {
        resolve(at < left ? await single(id) : { id, name: undefined, keepMs: hourMs });
      }),
    );
  }

  async function single(id: string): Promise<Name> {
    singleCalls.push(now());
    try {
      const { name } = (await call(user, { id })).data;
      return { id, name, keepMs: Infinity };
    } catch (error) {
      return { id, name: undefined, keepMs: isAnswer(error) ? hourMs : soonMs };
    }
  }

  /** In the query cache, so that they leave with the viewer for whom they were read. */
  async function listedNames(cache: QueryClient, isNeeded: boolean): Promise<Names> {
    const queryKey = [users.path];
    if (!isNeeded) return cache.getQueryData<Names>(queryKey) ?? new Map();
    return cache
      .fetchQuery({ queryKey, queryFn: readList, staleTime: hourMs, gcTime: Infinity })
      .catch(() => new Map());
  }

  async function readList(): Promise<Names> {
    const names = new Map<string, string>();
    try {
      for (let page = 0; page < mostPages; page++) {
        const input = { limit: longestPage, start: page * longestPage };
        // oxlint-disable-next-line no-await-in-loop -- the next page is read only if there is one
        const { data } = await call(users, input, background);
        for (const { id, name } of data.users) if (name !== undefined) names.set(id, name);
        if (data.size < longestPage) break;
      }
    } catch (error) {
      // Those who may not read the list need not be told so again within the hour.
      if (!isAnswer(error)) throw error;
    }
    return names;
  }
}

type Names = ReadonlyMap<string, string>;

const background = { headers: { [headers.priority]: 'background' } };

/** Vault has said no, rather than nothing. */
function isAnswer(error: unknown): boolean {
  return error instanceof VaultError && (error.kind === 'refused' || error.kind === 'no-right');
}

export const lookUp = createNames({ call, now: deviceNow });
