/** Reloads this page, but only where the server can deliver it. */
import { buildOf } from '../../../queries/session.ts';
import { deviceNow } from '../../../time/clock.ts';
import { mayReload, storedReloadLog, storeReloadLog, withReload } from './reload-log.ts';
import type { ReloadReason } from './reload-reason.ts';

/** So that the screens of a whole building don't all reload at once. */
const maxDelayMs = 30_000;
const retryMs = 30_000;

/** Tries until the page has reloaded or the returned function is called. */
export function reloadUntilDone(reason: ReloadReason): () => void {
  const cancelled = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const attempt = async () => {
    if ((await reload(reason, cancelled.signal)) || cancelled.signal.aborted) return;
    timer = setTimeout(() => void attempt(), retryMs);
  };
  timer = setTimeout(() => void attempt(), Math.random() * maxDelayMs);
  return () => {
    clearTimeout(timer);
    cancelled.abort();
  };
}

async function reload(reason: ReloadReason, cancelled: AbortSignal): Promise<boolean> {
  const log = storedReloadLog();
  if (!mayReload(log, reason, deviceNow())) return false;
  if (!(await isServed(reason, cancelled)) || cancelled.aborted) return false;
  // Without storage nothing would end a loop.
  if (!storeReloadLog(withReload(log, reason, deviceNow()))) return false;
  location.reload();
  return true;
}

/** Whether the server has this page with all its files and, for a new build, another one. */
async function isServed(reason: ReloadReason, cancelled: AbortSignal): Promise<boolean> {
  try {
    const answer = await request(location.href, {
      headers: { Accept: 'text/html' },
      signal: cancelled,
    });
    if (!answer.headers.get('Content-Type')?.startsWith('text/html')) return false;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (reason === 'build' && buildOf(page) === buildOf(document)) return false;
    const files = [...page.querySelectorAll('script[src], link[rel=stylesheet]')].flatMap(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? [],
    );
    await Promise.all(
      files.map(async (file) =>
        request(new URL(file, document.baseURI).href, { method: 'HEAD', signal: cancelled }),
      ),
    );
    return true;
  } catch {
    return false; // tried again later
  }
}

async function request(
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
