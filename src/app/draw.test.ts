/** What the server draws is one viewer's, escaped, and nothing that a policy forbids. */
import { expect, test } from 'vitest';

import type { DrawnPage, InlinedAnswer, PageToDraw } from '#contract/drawing.ts';
import { plainLook } from '#contract/look.ts';

import { draw } from './draw.tsx';

const now = Date.parse('2026-03-10T14:00:00Z');
const host = 'acme.veevavault.com';

type Options = {
  user?: string;
  address?: string;
  /** Titles of the jobs that run. */
  running?: string[];
  /** Titles of the runs that failed, the newest first; their ids count up from 100. */
  failed?: string[];
  look?: Partial<PageToDraw['look']>;
  /** How many unfinished jobs Vault has in all. */
  total?: number;
};

function page({ user = 'ada', address = '/', look, ...vault }: Options = {}): PageToDraw {
  const { running = [], failed = [], total = running.length } = vault;
  const session = {
    kind: 'signed-in',
    vaults: [{ host, name: 'Acme', path: '', isSignedIn: true, hasDisplay: false }],
    simulated: false,
    readOnly: false,
    times: 'utc',
    apiVersion: 'v25.2',
    vault: { host, name: 'Acme' },
    user: { id: user, userName: user },
    demo: false,
    display: false,
  };
  const monitors = running.map((title, at) => ({
    job_id: at + 1,
    title,
    status: 'RUNNING',
    created_by: 7,
    created_date: '2026-03-10T13:50:00.000Z',
    run_start_date: '2026-03-10T13:55:00.000Z',
  }));
  const histories = failed.map((title, at) => ({
    job_id: at + 100,
    title,
    status: 'ERRORS_ENCOUNTERED',
    created_by: 7,
    created_date: '2026-03-10T12:00:00.000Z',
    run_start_date: '2026-03-10T12:05:00.000Z',
    run_end_date: `2026-03-10T12:${50 - at}:00.000Z`,
  }));
  return {
    address,
    basePath: '/',
    now,
    look: { ...plainLook, ...look },
    answers: [
      answer('/session', { responseStatus: 'SUCCESS', data: session }),
      answer('/vault/services/jobs/monitors?limit=200', listOf(monitors, total)),
      answer('/vault/services/jobs/histories?limit=200', listOf(histories, histories.length)),
    ],
  };
}

function listOf(jobs: readonly object[], total: number) {
  return { responseStatus: 'SUCCESS', jobs, responseDetails: { total, limit: 200 } };
}

function answer(url: string, body: object): InlinedAnswer {
  const date = new Date(now - 3_000).toUTCString();
  const headers = [
    ['age', '3'] as const,
    ['date', date] as const,
    ['x-jobwatch-times', 'utc'] as const,
  ];
  return { url, headers, body: JSON.stringify(body) };
}

async function drawnOf(page: PageToDraw): Promise<DrawnPage> {
  const drawn = await draw(page);
  if (drawn === undefined || !('html' in drawn)) throw new Error('Nothing was drawn.');
  return drawn;
}

async function htmlOf(options: Options): Promise<string> {
  return (await drawnOf(page(options))).html;
}

test('rows are drawn with the moment that they are from, in the viewer’s zone', async () => {
  const drawn = await drawnOf(page({ running: ['Nightly index'] }));
  expect(drawn.title).toContain('Overview');
  expect(drawn.html).toContain('Nightly index');
  expect(drawn.html).toContain('As of 14:59:57');
  expect(drawn.html).toMatch(/Times in (<!-- -->)?Europe\/Berlin/);
  expect(drawn.html).not.toMatch(/Live|3 s old/);
});

test('no title becomes markup, and nothing is drawn that the policy for contents forbids', async () => {
  const html = await htmlOf({
    running: ['</script><img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', '{{7*7}}\u2028'],
    failed: ['<script>alert(1)</script>'],
  });
  expect(html).toContain('&lt;img src=x onerror');
  // Without what stands in attributes, which is escaped as well.
  const markup = html.replaceAll(/"[^"]*"/g, '""');
  expect(markup).not.toMatch(/<img|<script|<svg onload|<[a-z]+[^>]* (style|on[a-z]+)=/);
});

test('each drawing is as if there had been no other before', async () => {
  const other: Options = {
    user: 'bob',
    running: ['Of Bob'],
    look: { zone: 'Asia/Tokyo', paused: true, seen: { [host]: ['100'] } },
    failed: ['Of both'],
  };
  const own: Options = { running: ['Of Ada'], failed: ['Of both'] };
  const first = await drawnOf(page(own));
  await draw(page(other));
  expect(await draw(page(own))).toEqual(first);
  expect(first.html).not.toContain('Of Bob');
  expect(first.html).not.toContain('seen)');
  const [together] = await Promise.all([draw(page(own)), draw(page(other))]);
  expect(together).toEqual(first);
});

/** The titles in the table of those that need attention. */
function order(html: string): string[] {
  const [table = ''] = /<table[^>]*Titles that need attention.*?<\/table>/s.exec(html) ?? [];
  return [...table.matchAll(/(?<=>)(?:First|Second)(?=<)/g)].map(([title]) => title);
}

test('what the viewer has seen steps back in the drawing too, in this Vault alone', async () => {
  const failed = ['First', 'Second'];
  const seen = await htmlOf({ failed, look: { seen: { [host]: ['101'] } } });
  expect(order(seen)).toEqual(['First', 'Second']);
  expect(seen).toContain('Mark seen: First');
  expect(seen).toContain('Undo seen: Second');
  expect(seen).toMatch(/1(<!-- -->)? seen/);
  // Only the browser has the note: a field would say that there is none.
  expect(seen).not.toContain('<input');
  const elsewhere = await htmlOf({ failed, look: { seen: { 'other.veevavault.com': ['101'] } } });
  expect(order(elsewhere)).toEqual(['Second', 'First']);
});

test('a list with further pages is drawn whole, from all of them', async () => {
  const whole = page({ running: ['One'], total: 2 });
  const further = '/vault/services/jobs/monitors?limit=200&offset=1';
  expect(await draw(whole)).toEqual({ missing: [further] });
  const second = { job_id: 2, title: 'Two', status: 'RUNNING', created_by: 7 };
  const { html } = await drawnOf({
    ...whole,
    answers: [...whole.answers, answer(further, listOf([second], 2))],
  });
  expect(html).toContain('One');
  expect(html).toContain('Two');
});

test('rows of a list that is not whole are not drawn, as the notice that says so needs scripts', async () => {
  const answers = page({ running: ['One'] }).answers.filter(
    ({ url }) => !url.includes('/monitors'),
  );
  const monitors = (jobs: object[], warnings = {}) => ({
    ...page(),
    answers: [
      ...answers,
      answer('/vault/services/jobs/monitors?limit=200', {
        ...listOf(jobs, jobs.length),
        ...warnings,
      }),
    ],
  });
  const one = { job_id: 1, title: 'One', status: 'RUNNING', created_by: 7 };
  expect(await draw(monitors([one]))).toHaveProperty('html');
  expect(await draw(monitors([one, { title: 'Without an id' }]))).toBeUndefined();
  const warned = {
    responseStatus: 'WARNING',
    warnings: [{ type: 'W', message: 'Some are missing' }],
  };
  expect(await draw(monitors([one], warned))).toBeUndefined();
});

test('nothing is drawn of a page in a zone that only the browser can replace', async () => {
  expect(await draw(page({ address: '/?zone=Nowhere/Land' }))).toBeUndefined();
});

const history = { address: '/history', failed: ['First', 'Second'] };

test('History is drawn as it opens where nothing is stored: with Vault’s first rows, said to be those', async () => {
  const { html, title } = await drawnOf(page(history));
  expect(title).toContain('History');
  expect(html.match(/<tr/g)).toHaveLength(3);
  expect(html).toContain('Filtered and sorted by Vault.');
  expect(html).toMatch(/1–2(<!-- -->)? of (<!-- -->)?2/);
  // Columns have their widths without a style.
  expect(html).toMatch(/<col width="\d+"/);
  expect(html).not.toMatch(/<[a-z]+[^>]* (style|on[a-z]+)=/);
});

test('History is drawn with the choices that its viewer has for it', async () => {
  const plain = await htmlOf(history);
  const look = { compact: true, columnWidths: { title: 412 } };
  const chosen = await htmlOf({ ...history, look });
  expect([plain.includes('width="412"'), chosen.includes('width="412"')]).toEqual([false, true]);
  expect(plain).not.toMatch(/<tr[^>]* h-7/);
  expect(chosen).toMatch(/<tr[^>]* h-7/);
});

test('History is not drawn where the browser has rows or a view of its own to show', async () => {
  const of = async (options: Options) => draw(page({ ...history, ...options }));
  expect(await of({ look: { stored: [`${host}/ada`] } })).toBeUndefined();
  expect(await of({ look: { opensView: true } })).toBeUndefined();
  const { stored: _, ...unknown } = page(history).look;
  expect(await draw({ ...page(history), look: unknown })).toBeUndefined();
  // Another's rows are not shown, and a search in the address comes before a view.
  expect(await of({ look: { stored: [`${host}/bob`] } })).toBeDefined();
  expect(await of({ address: '/history?size=25', look: { opensView: true } })).toBeDefined();
  // The overview shows neither.
  expect(await of({ address: '/', look: { stored: [`${host}/ada`] } })).toBeDefined();
});

test('of a search that Vault’s newest jobs don’t answer the frame is drawn, without rows', async () => {
  const html = await htmlOf({ ...history, address: '/history?title=Third' });
  expect(html).toContain('Finished jobs');
  expect(html).not.toMatch(/<tr|No finished job matches|Clear them/);
});
