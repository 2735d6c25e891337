/**
 * Draws a page where the server runs, with the components that draw it in the browser: its first rows
 * are then on screen before any script has run. Effects don't run here, so nothing is asked for.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';

import { client, type Send } from '#contract/client.ts';
import type { Drawing, InlinedAnswer, PageToDraw } from '#contract/drawing.ts';
import { instant, milliseconds } from '#contract/instant.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { readSession, type Session } from '#contract/session.ts';
import { isZone } from '#contract/zone.ts';
import { dateTime, zoneName } from '#insight/time/format.ts';

import { formerArchiveName } from './archive/database-name.ts';
import { withPreferences } from './preferences.ts';
import {
  type JobList,
  monitorsQuery,
  readMonitors,
  recentHistories,
  recentHistoriesQuery,
} from './queries/jobs.ts';
import { live } from './queries/live.ts';
import { forgetSeenQueued } from './queries/queued-jobs.ts';
import { sessionQuery } from './queries/session.ts';
import { router } from './router.ts';
import { withSeen } from './seen.ts';
import { onVaultClock, withClocks } from './time/clock.ts';

/** Undefined where the page has something to show that no answer brings. */
export async function draw(page: PageToDraw): Promise<Drawing | undefined> {
  const { address, basePath, look, now } = page;
  const cache = new QueryClient();
  const missing: string[] = [];
  const lists = await fill(cache, page, missing).catch((error: unknown) => {
    if (missing.length > 0) return undefined;
    throw error;
  });
  if (missing.length > 0) return { missing };
  if (lists === undefined) return undefined;
  const pages = router({
    cache,
    basepath: basePath,
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  await pages.load();
  if (showsStored(pages.state, { ...page, session: lists.session })) return undefined;
  if (pages.state.matches.some(({ status }) => status !== 'success')) return undefined;
  // The browser shows its own zone in place of one that nobody knows.
  const shared: unknown = Reflect.get(pages.state.location.search, 'zone');
  if (shared !== undefined && !(typeof shared === 'string' && isZone(shared))) return undefined;

  const { active, finished } = lists;
  const oldest = Math.min(...[active, finished].map(({ asOf }) => milliseconds(asOf)));
  const from = () =>
    `${dateTime(instant(onVaultClock(oldest)), look.zone)} (${zoneName(look.zone, oldest)})`;
  const { seen, stored: _, opensView: __, ...choices } = look;
  // Without a pause: clocks and choices are those of the one page that is drawn.
  forgetSeenQueued();
  const html = withClocks({ now, skewMs: active.skewMs ?? 0 }, () =>
    withPreferences(choices, () =>
      withSeen(seen, () =>
        renderToString(
          <>
            <QueryClientProvider client={cache}>
              <RouterProvider router={pages} />
            </QueryClientProvider>
            <NotStarted from={from()} />
          </>,
        ),
      ),
    ),
  );
  // React puts it first, as it knows no head here.
  const [written = '', title] = /^<title>([^<]*)<\/title>/.exec(html) ?? [];
  return title === undefined ? undefined : { title, html: html.slice(written.length) };
}

type Shown = {
  matches: readonly { routeId: string }[];
  location: { searchStr: string };
};

/** Whether the page is History, and shows what the browser stores: its rows, or a view of its viewer's own. */
function showsStored(
  { matches, location }: Shown,
  { look: { stored, opensView }, session }: PageToDraw & { session: SignedIn },
): boolean {
  if (matches.every(({ routeId }) => routeId !== '/signed-in/history')) return false;
  const hasRows = stored?.includes(formerArchiveName(session)) ?? true;
  return hasRows || (opensView && location.searchStr === '');
}

type SignedIn = Extract<Session, { kind: 'signed-in' }>;
type Lists = { session: SignedIn; active: JobList; finished: JobList };

/**
 * As the browser fills its cache from the same answers; undefined if nobody is signed in, or
 * the lists are not whole. Rejects with the addresses in `missing` where it needs further ones.
 */
async function fill(
  cache: QueryClient,
  page: PageToDraw,
  missing: string[],
): Promise<Lists | undefined> {
  const call = client({
    send: sendFrom(page.answers, missing),
    root: ({ of }) => (of === 'vault' ? `${apiRoot}/vault` : apiRoot),
    now: () => page.now,
  });
  const { data: session } = await call(readSession, {});
  if (session.kind === 'signed-out') return undefined;
  cache.setQueryData(sessionQuery.queryKey, session);
  for (const { queryKey } of [monitorsQuery, recentHistoriesQuery]) {
    cache.setQueryDefaults(queryKey, { meta: live });
  }
  const active = await readMonitors(async (offset) =>
    call(monitors, { limit: longestPage, ...(offset > 0 && { offset }) }),
  );
  cache.setQueryData(monitorsQuery.queryKey, active);
  const finished = recentHistories(await call(histories, { limit: longestPage }), cache);
  cache.setQueryData(recentHistoriesQuery.queryKey, finished);
  // The notices that say so come when scripts run.
  if (!isWhole(active) || finished.warnings.length > 0) return undefined;
  return { session, active, finished };
}

function isWhole({ jobs, total = 0, unreadable, repeated, warnings }: JobList): boolean {
  return unreadable + repeated + warnings.length === 0 && jobs.length >= total;
}

/** Nothing listens there: only what is behind it counts. */
const apiRoot = 'http://server/api';

function sendFrom(answers: readonly InlinedAnswer[], missing: string[]): Send {
  return async function send({ url }) {
    const answer = answers.find((one) => apiRoot + one.url === url);
    if (answer === undefined) {
      missing.push(url.slice(apiRoot.length));
      throw new Error(`There is no answer for ${url}`);
    }
    const headers = new Headers();
    for (const [name, value] of answer.headers) headers.set(name, value);
    return Promise.resolve(new Response(answer.body, { headers }));
  };
}

/** How old all is, for whoever sees this page for long: shown by the style sheet alone, as no script may run. */
function NotStarted({ from }: { from: string }) {
  return (
    <p
      role="status"
      className="border-warning bg-warning-soft text-warning appear-late fixed right-2 bottom-1 z-20 rounded border px-3 py-2 shadow-lg"
    >
      Jobwatch has not started in this browser. What you see is from {from}, and is not refreshed.
    </p>
  );
}
