/** Which jobs some tab of this browser shows right now: of these nobody needs a notification. */
import { ownName } from '../stored.ts';

/** Long enough for tabs that are visible, which browsers don't slow down. */
const answerWithinMs = 500;

type Message =
  | { kind: 'which-are-shown'; ids: readonly string[] }
  | { kind: 'shown'; ids: readonly string[] };

export type ShownJobs = {
  /** Of these jobs those that this tab or another shows. */
  among: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  close: () => void;
};

/** To be open in each tab, as it also answers the others. `name` is that of one viewer's jobs. */
export function createShownJobs(name: string): ShownJobs {
  const channel = new BroadcastChannel(ownName(`jobwatch.shown-jobs/${name}`));
  const shown = new Set<string>();
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'shown') for (const id of data.ids) shown.add(id);
    else post({ kind: 'shown', ids: shownHere(data.ids) });
  });

  function post(message: Message): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other
    channel.postMessage(message);
  }

  return {
    async among(ids) {
      if (ids.length === 0) return new Set();
      shown.clear();
      post({ kind: 'which-are-shown', ids });
      await new Promise((resolve) => setTimeout(resolve, answerWithinMs));
      return new Set([...shown, ...shownHere(ids)]);
    },
    close: () => channel.close(),
  };
}

/** Those of which a row, or the whole page, can be seen in this tab. */
function shownHere(ids: readonly string[]): string[] {
  if (document.visibilityState !== 'visible') return [];
  const paths = new Set(
    [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')]
      .filter(isOnScreen)
      .map(({ pathname }) => pathname),
  );
  paths.add(location.pathname);
  // Of this page's own Vault: an overview of several leads to jobs of others, which may have these ids.
  return ids.filter((id) =>
    paths.has(new URL(`jobs/${encodeURIComponent(id)}`, document.baseURI).pathname),
  );
}

function isOnScreen(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const { innerHeight, innerWidth } = globalThis;
  const isWithin = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return isWithin && element.checkVisibility({ visibilityProperty: true });
}
