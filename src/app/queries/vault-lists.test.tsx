/** What a page that shows several Vaults has of one of them is of whoever is signed in there. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { headers } from '#contract/headers.ts';
import { viewerKey } from '#contract/session.ts';
import { signedIn } from '#contract/testing/sessions.ts';

import { createVaultLists, type VaultLists } from './vault-lists.ts';

const { vault } = signedIn('7');
const place = { ...vault, path: 'v/here/', isSignedIn: true, hasDisplay: false };

/** Who is signed in, whose answers have a job of their own. */
let user = '7';

beforeEach(() => {
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    if (url.endsWith('/session'))
      return Response.json({ responseStatus: 'SUCCESS', data: signedIn(user) });
    const job = { job_id: Number(user), title: `Of ${user}`, status: 'ERRORS_ENCOUNTERED' };
    const responseDetails = { total: 1, limit: 200, offset: 0 };
    const body = { responseStatus: 'SUCCESS', jobs: [job], responseDetails };
    return Response.json(body, { headers: { [headers.viewer]: viewerKey(vault.host, user) } });
  });
});

afterEach(() => vi.unstubAllGlobals());

test('rows of one user are gone once another one has signed in', async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const lists = createVaultLists(place);
  await cache.fetchQuery(lists.session);
  const { titles, end } = shownFailures(cache, lists);
  await expect.poll(titles).toEqual(['Of 7']);

  user = '8';
  await cache.refetchQueries({ queryKey: lists.session.queryKey });
  await expect.poll(titles).toEqual(['Of 8']);

  // Another visit of the page finds what is cached.
  end();
  user = '9';
  const later = createVaultLists(place);
  await cache.fetchQuery(later.session);
  const again = shownFailures(cache, later);
  await expect.poll(again.titles).toEqual(['Of 9']);
  again.end();
});

function shownFailures(cache: QueryClient, { failures: [first] }: VaultLists) {
  if (first === undefined) throw new Error('there are statuses of failures');
  const shown = new QueryObserver(cache, first);
  return {
    titles: () => shown.getCurrentResult().data?.jobs.map(({ title }) => title),
    end: shown.subscribe(() => {}),
  };
}
