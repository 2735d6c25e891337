/**
 * The document of a page with its first rows already drawn, for who is signed in: rows are then on
 * screen after one round trip. Its head is sent before, so that styles and scripts are fetched
 * meanwhile. Whatever keeps the page from being drawn at once, the app draws it.
 */
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import * as v from 'valibot';

import type { DrawPage, InlinedAnswer } from '#contract/drawing.ts';
import { address } from '#contract/endpoint.ts';
import { headers } from '#contract/headers.ts';
import { histories, monitors } from '#contract/jobs.ts';
import { type Look, lookCookie } from '#contract/look.ts';
import { longestPage } from '#contract/page.ts';
import { readSession, viewerKey } from '#contract/session.ts';
import { isZone } from '#contract/zone.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Env, ProxyContext } from '../context.ts';
import { vaultPathOfRequest } from '../http/base-path.ts';
import { acceptedCodings, streamed } from '../http/content-coding.ts';
import type { Log } from '../log.ts';
import { portOf } from '../session/cookie.ts';
import { type Contents, createComposer } from './composed-document.ts';
import type { StaticFiles } from './static.ts';

type Options = {
  config: Config;
  clock: Clock;
  log: Log;
  files: StaticFiles;
  draw: DrawPage;
  /** Answers a request as if the browser had sent it: with the same rights, from the same cache. */
  fetch: (request: Request, connection: Env['Bindings']) => Response | Promise<Response>;
  /** For how long a document may wait for Vault, in milliseconds. */
  waitMs?: number;
};

/**
 * So many times as long for the drawing too, once all answers are there: on a busy machine that still
 * shows rows before the app could.
 */
const mostWaits = 3;

type Asked = { session: InlinedAnswer; viewer: string; look: Look; late: Promise<undefined> };

/** A list with still more pages is better asked for by the browser, which needn't wait for them all. */
const mostDrawings = 4;

/** What a page is drawn from, besides who is signed in. */
const lists = [monitors, histories].map((list) => `/vault${address(list, { limit: longestPage })}`);

/** Those of an answer that the app reads. */
const inlinedHeaders = [
  headers.age,
  headers.date,
  headers.times,
  headers.viewer,
  headers.burstLimit,
  headers.burstLimitRemaining,
  headers.responseDelay,
] as const;

export function drawnDocument(options: Options): MiddlewareHandler<Env> {
  const { config, clock, log, files, draw, fetch, waitMs = 300 } = options;
  const serverPath = `${config.basePath}/`;
  const composers = new Map([...files.pages].map(([vault, page]) => [vault, createComposer(page)]));

  return async function drawnDocument(context, next) {
    return (await document(context).catch(noteFailure)) ?? next();
  };

  async function document(context: ProxyContext): Promise<Response | undefined> {
    // Of several Vaults: what is drawn has the answers of one.
    if (context.req.query('vaults') !== undefined) return undefined;
    const compose = composers.get(vaultPathOfRequest(config, context.req.url));
    const look = lookOf(context);
    if (compose === undefined || look === undefined) return undefined;
    const late = wait(waitMs);
    const own = await Promise.race([sessionOf(context), late]);
    if (own?.viewer === undefined) return undefined;
    const { session, viewer } = own;
    const page = drawing(context, { session, viewer, look, late }).catch(noteFailure);
    const head = compose.head({ theme: look.theme, address: addressOf(context) });
    const rest = Promise.race([page, wait(waitMs * mostWaits)]).then((contents) =>
      compose.rest(contents ?? { answers: [] }),
    );
    return respond(context, parts(head, rest));
  }

  function noteFailure(error: unknown): undefined {
    log.warn({ event: 'not-drawn', error: String(error).slice(0, 200) });
  }

  /**
   * With the answers that it took: a list's first page says whether there is another one. They save
   * the browser asking for them where nothing is drawn, too.
   */
  async function drawing(
    context: ProxyContext,
    { session, viewer, look, late }: Asked,
  ): Promise<Contents | undefined> {
    const basePath = `${config.basePath}${vaultPathOfRequest(config, context.req.url)}/`;
    const answers = [session];
    let missing: readonly string[] = lists;
    for (let times = 0; times < mostDrawings; times += 1) {
      // oxlint-disable-next-line no-await-in-loop -- only a drawing says what it lacks
      const more = await Promise.race([answersTo(context, missing, viewer), late]);
      if (more === undefined) return undefined;
      answers.push(...more);
      const page = { address: addressOf(context), basePath, answers, look, now: clock.now() };
      // oxlint-disable-next-line no-await-in-loop -- as above
      const drawn = await draw(page);
      if (drawn === undefined || 'html' in drawn) return { drawn, answers };
      ({ missing } = drawn);
    }
    return undefined;
  }

  async function sessionOf(context: ProxyContext) {
    const session = await answerTo(context, readSession.path);
    return session && { session, viewer: personIn(session) };
  }

  /** Undefined unless all of them are there, of this viewer, whatever becomes of the session meanwhile. */
  async function answersTo(
    context: ProxyContext,
    urls: readonly string[],
    viewer: string,
  ): Promise<InlinedAnswer[] | undefined> {
    const answers = await Promise.all(urls.map(async (url) => answerTo(context, url)));
    const own = answers
      .filter((answer) => answer !== undefined)
      .filter((answer) => viewerOf(answer) === viewer);
    return own.length < urls.length ? undefined : own;
  }

  /** Undefined for whom, or for what, nothing is drawn. */
  function lookOf(context: ProxyContext): Look | undefined {
    const { method, header } = { method: context.req.method, header: context.req.header() };
    if (method !== 'GET' || header['accept']?.includes('text/html') !== true) return undefined;
    // Of what another site opens, somebody on the way could learn from its length (BREACH).
    const site = header['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site') return undefined;
    return readLook(getCookie(context, lookCookie(portOf(config.publicUrl, context), serverPath)));
  }

  async function answerTo(context: ProxyContext, url: string): Promise<InlinedAnswer | undefined> {
    const sent = ['cookie', 'host'].flatMap((name) => {
      const value = context.req.header(name);
      return value === undefined ? [] : [[name, value] satisfies [string, string]];
    });
    // Of the document's own Vault: all that it asks for begins with the path of that one.
    const path = `${config.basePath}${vaultPathOfRequest(config, context.req.url)}/api${url}`;
    const request = new Request(new URL(path, context.req.url), { headers: sent });
    const response = await fetch(request, context.env);
    // Of Vault's answers, only good ones have a tag; refusals may come with 200 too.
    const isGood = url === readSession.path || response.headers.has('etag');
    if (response.status !== 200 || !isGood) return undefined;
    const kept = inlinedHeaders.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return { url, headers: kept, body: await response.text() };
  }

  function respond(context: ProxyContext, body: AsyncIterable<Bytes>): Response {
    const [coding] = acceptedCodings(context.req.header('accept-encoding'));
    const scripts = files.scripts(context.req.path);
    return new Response(streamed(body, coding), {
      headers: {
        'Content-Type': 'text/html;charset=UTF-8',
        ...(coding && { 'Content-Encoding': coding }),
        'Cache-Control': 'no-store',
        Vary: 'Accept-Encoding, Cookie',
        Link: scripts
          .map((file) => `<${serverPath}${file}>; rel=preload; as=script; crossorigin`)
          .join(', '),
        // Or nginx would hold the head back until the rest is there.
        'X-Accel-Buffering': 'no',
      },
    });
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

async function* parts(head: string, rest: Promise<string>): AsyncGenerator<Bytes> {
  const encoder = new TextEncoder();
  yield encoder.encode(head);
  yield encoder.encode(await rest);
}

/** Path and query, with the base path. */
function addressOf({ req }: ProxyContext): string {
  const { pathname, search } = new URL(req.url);
  return pathname + search;
}

/** Who is signed in; undefined for a display, which has a wall to show, and nobody who waits for it. */
function personIn({ body }: InlinedAnswer): string | undefined {
  const { success, output } = v.safeParse(person, JSON.parse(body));
  return success ? viewerKey(output.data.vault.host, output.data.user.id) : undefined;
}

const person = v.object({
  data: v.object({
    kind: v.literal('signed-in'),
    display: v.literal(false),
    vault: v.object({ host: v.string() }),
    user: v.object({ id: v.string() }),
  }),
});

/** Whose the proxy says that an answer is. */
function viewerOf({ headers: answered }: InlinedAnswer): string | undefined {
  return answered.find(([name]) => name === headers.viewer)?.[1];
}

const wholeLook = v.object({
  zone: v.pipe(v.string(), v.check(isZone)),
  theme: v.picklist(['system', 'light', 'dark']),
  paused: v.boolean(),
  compact: v.boolean(),
  filtersOpen: v.boolean(),
  columnWidths: v.record(v.string(), v.number()),
  opensView: v.boolean(),
  stored: v.exactOptional(v.array(v.string())),
  seen: v.record(v.string(), v.array(v.string())),
});

/** Undefined where the cookie does not hold a whole one: what can't be known is not guessed. */
function readLook(cookie: string | undefined): Look | undefined {
  try {
    return v.parse(wholeLook, JSON.parse(cookie ?? ''));
  } catch {
    return undefined;
  }
}

async function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });
}
