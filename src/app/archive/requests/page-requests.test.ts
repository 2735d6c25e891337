import { expect, test } from 'vitest';

import { instant } from '#contract/instant.ts';

import type { PageAnswer, PageQuery } from '../crawl/page-query.ts';
import { createPageRequests } from './page-requests.ts';

const answer: PageAnswer = {
  jobs: [],
  unreadable: 0,
  total: 2_000,
  limit: 200,
  hasNext: true,
  asOf: instant(0),
  budget: undefined,
  delayMs: 0,
  warnings: [],
};

const page = (offset: number): PageQuery => ({ limit: 200, offset });

/** Requests of which each is answered when the test says so. */
function heldRequests() {
  const held = new Map<number, (answer: PageAnswer) => void>();
  const sent: number[] = [];
  const requests = createPageRequests({
    read: async ({ offset }) => {
      sent.push(offset);
      return new Promise((resolve) => held.set(offset, resolve));
    },
    callBudget: { recordCall: () => {}, onAnswer: () => {} },
    clock: { now: () => 0 },
  });
  const { signal } = new AbortController();
  return {
    sent,
    get: async (offset: number, isAskedAhead = () => true) =>
      requests.get(page(offset), signal, (count) =>
        isAskedAhead() ? page(offset + count * 200) : undefined,
      ),
    arrive: (offset: number) => held.get(offset)?.(answer),
  };
}

test('two pages are under way while one that has come is stored', async () => {
  const { sent, get, arrive } = heldRequests();
  const first = get(0);
  expect(sent).toEqual([0, 200]);
  arrive(0);
  await first;
  expect(sent).toEqual([0, 200, 400]);
  const second = get(200);
  expect(sent).toEqual([0, 200, 400]);
  arrive(200);
  await second;
  expect(sent).toEqual([0, 200, 400, 600]);
});

test('none is asked ahead once there is a reason not to', async () => {
  const { sent, get, arrive } = heldRequests();
  let mayAsk = true;
  const first = get(0, () => mayAsk);
  mayAsk = false;
  arrive(0);
  await first;
  expect(sent).toEqual([0, 200]);
});

test('a page that is no longer wanted is asked for again when it is', async () => {
  const { sent, get, arrive } = heldRequests();
  const first = get(0);
  arrive(0);
  await first;
  // The answer led elsewhere.
  const elsewhere = get(1_000, () => false);
  arrive(1_000);
  await elsewhere;
  void get(200, () => false);
  expect(sent).toEqual([0, 200, 400, 1_000, 200]);
});
