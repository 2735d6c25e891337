/**
 * What Vault's lists say, read as the display's account by the calls that a wall makes: where one
 * hangs, neither costs Vault a call more.
 */
import type { Call } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { VaultError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';
import { milliseconds } from '#contract/instant.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { joinPages, readAll } from '#contract/read-all.ts';
import { seemingSince } from '#insight/completeness.ts';

import type { Snapshot } from './observe.ts';

type JobsPage = Output<typeof monitors>;

/** `now`: by Vault's clock, as far as it is known. */
export type Read =
  | { kind: 'known'; snapshot: Snapshot; aheadMs: number }
  | { kind: 'unknown'; reason: string };

export type VaultLists = { read: (knownUntil: number | null) => Promise<Read> };

type Options = {
  /** On behalf of the account that displays look through. */
  call: Call;
  /** On the caller's clock. */
  now: () => number;
};

/** How far back the first reading goes, for usual times: further than a monthly run would help none. */
const firstReadMs = 30 * 86_400_000;
/** 2,000 jobs; each page is a call of everybody's budget. */
const mostPages = 10;
/** In an order that says nothing, the same pages would be read in vain again and again. */
const betweenLongReadsMs = 300_000;

export function createVaultLists({ call, now }: Options): VaultLists {
  let longReadAt = -Infinity;

  return {
    async read(knownUntil) {
      try {
        return await readBoth(knownUntil);
      } catch (error) {
        // Vault's words may name what is nobody else's business.
        if (error instanceof VaultError) return { kind: 'unknown', reason: error.type };
        throw error;
      }
    },
  };

  async function readBoth(knownUntil: number | null): Promise<Read> {
    // In this order: what ends between the two calls stands in both.
    const live = joinPages(await readAll((offset) => page(monitors, offset), jobsOf), jobsOf);
    const first = await page(histories, 0);
    const aheadMs = first.skewMs ?? live.skewMs ?? 0;
    const at = milliseconds(live.asOf) + aheadMs;
    const wanted = knownUntil ?? at - firstReadMs;
    let ended = joinPages([first], jobsOf);
    if (reachOf(ended) > wanted && now() - longReadAt >= betweenLongReadsMs) {
      longReadAt = now();
      ended = joinPages(await readBack(wanted), jobsOf);
    }
    const lists = [live, ended];
    if (lists.some(({ warnings }) => warnings.length > 0)) return incomplete('INCOMPLETE');
    if (lists.some(({ unreadable }) => unreadable > 0)) return incomplete('UNREADABLE_ROWS');
    return {
      kind: 'known',
      aheadMs,
      snapshot: { now: at, monitors: live.rows, finished: ended.rows, reach: reachOf(ended) },
    };
  }

  async function readBack(wanted: number) {
    return readAll((offset) => page(histories, offset), jobsOf, {
      mostPages,
      isEnough: (pages) => {
        const list = joinPages(pages, jobsOf);
        return list.warnings.length > 0 || list.unreadable > 0 || reachOf(list) <= wanted;
      },
    });
  }

  /** The first page is what walls poll; nobody waits for the others. */
  async function page(endpoint: typeof monitors | typeof histories, offset: number) {
    const background = offset > 0 && endpoint === histories;
    return call(
      endpoint,
      { limit: longestPage, ...(offset > 0 && { offset }) },
      background ? { headers: { [headers.priority]: 'background' } } : {},
    );
  }
}

const jobsOf = ({ jobs }: JobsPage) => jobs;

function reachOf({ rows, ...list }: ReturnType<typeof joinPages<JobsPage, JobsPage['jobs'][0]>>) {
  return seemingSince({ ...list, jobs: rows });
}

function incomplete(reason: string): Read {
  return { kind: 'unknown', reason };
}
