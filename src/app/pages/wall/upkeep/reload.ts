/** Loads this page anew at the same address, but only where that can't do harm. */
import { buildOf } from '../../../queries/session.ts';
import { deviceNow } from '../../../time/clock.ts';
import { type Ledger, ledger, mayReload, withReload } from './reload-log.ts';
import type { Reason } from './reload-reason.ts';

/** So that the screens of a whole building don't come as one. */
const spreadMs = 30_000;
const againMs = 30_000;

/** Tries until it is done or the returned function is called. */
export function reloadFor(reason: Reason): () => void {
  const called = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const attempt = async () => {
    if ((await reload(reason, called.signal)) || called.signal.aborted) return;
    timer = setTimeout(() => void attempt(), againMs);
  };
  timer = setTimeout(() => void attempt(), Math.random() * spreadMs);
  return () => {
    clearTimeout(timer);
    called.abort();
  };
}

async function reload(reason: Reason, over: AbortSignal): Promise<boolean> {
  const past = stored();
  // Where nothing can be remembered, nothing would end a loop.
  if (past === undefined || !mayReload(past, reason, deviceNow())) return false;
  if (!(await isServed(reason, over)) || over.aborted) return false;
  if (!store(withReload(past, reason, deviceNow()))) return false;
  location.reload();
  return true;
}

/** Whether the server has this page whole, and for a new build whether it is another. */
async function isServed(reason: Reason, over: AbortSignal): Promise<boolean> {
  try {
    const answer = await ask(location.href, { headers: { Accept: 'text/html' }, signal: over });
    if (!answer.headers.get('Content-Type')?.startsWith('text/html')) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (reason === 'build' && buildOf(page) === buildOf(document)) return false;
    const parts = [...page.querySelectorAll('script[src], link[rel=stylesheet]')].flatMap(
      (part) => part.getAttribute('src') ?? part.getAttribute('href') ?? [],
    );
    await Promise.all(
      parts.map(async (part) =>
        ask(new URL(part, document.baseURI).href, { method: 'HEAD', signal: over }),
      ),
    );
    return true;
  } catch {
    return false; // it is tried again
  }
}

async function ask(
  url: string,
  { signal, ...options }: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  const answer = await fetch(url, {
    ...options,
    cache: 'no-store',
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  });
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  return answer;
}

const key = 'jobwatch.wall.reloads';

function stored(): Ledger | undefined {
  try {
    return ledger.catch({}).parse(JSON.parse(sessionStorage.getItem(key) ?? '{}'));
  } catch {
    return undefined;
  }
}

function store(past: Ledger): boolean {
  try {
    sessionStorage.setItem(key, JSON.stringify(past));
    return true;
  } catch {
    return false;
  }
}
