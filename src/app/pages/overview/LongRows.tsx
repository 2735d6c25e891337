import { memo, type ReactNode, useState } from 'react';

import { number } from '../../ui/number.ts';

type Props = {
  count: number;
  /** The rows from one index up to, but not including, another. */
  rows: (from: number, to: number) => ReactNode;
  /** The table around the rows. */
  table: (bodies: ReactNode) => ReactNode;
};

/** Few enough to be drawn within a frame or two, many enough to fill a screen with three of them. */
const chunkRows = 25;
/** Until the first rows have been measured. */
const usualRowPx = 37;

/**
 * A table too long to be drawn whole: 5,000 rows took 10 s, and half a second of each second for
 * their ticking times. Only rows near the screen, and those around the focus, are in the page; the
 * others are space. Loaded when there is a list as long as that.
 */
export function LongRows({ count, rows, table }: Props) {
  const { near, heights, observe } = useChunksNearScreen();
  const chunks = Array.from({ length: Math.ceil(count / chunkRows) }, (_, nth) => ({
    nth,
    from: nth * chunkRows,
    to: Math.min(count, (nth + 1) * chunkRows),
  }));
  const measured = heights.size === 0 ? undefined : sum(heights.values()) / heights.size;
  const drawn = chunks.filter(({ nth }) => near.has(nth));
  return (
    <>
      <p className="text-muted px-3 py-1 text-xs">
        {drawnWords(drawn)} of {number(count)} are on the page now, and the browser can find and
        print only these. To open any job by its ID, press Ctrl K or ⌘ K; to search titles, use
        History.
      </p>
      {table(
        chunks.map(({ nth, from, to }) => (
          <tbody key={nth} ref={observe} data-chunk={nth} className="max-sm:block">
            {near.has(nth) ? (
              <Rows rows={rows} from={from} to={to} />
            ) : (
              <tr
                aria-hidden
                className="print:hidden"
                style={{ height: heights.get(nth) ?? measured ?? (to - from) * usualRowPx }}
              />
            )}
          </tbody>
        )),
      )}
    </>
  );
}

type RowsProps = Pick<Props, 'rows'> & { from: number; to: number };

/** A memo, as scrolling would draw all rows near the screen again with each chunk: 60 ms. */
const Rows = memo(function Rows({ rows, from, to }: RowsProps) {
  return rows(from, to);
});

type Near = {
  near: ReadonlySet<number>;
  /** Of the chunks that have been near, in pixels. */
  heights: ReadonlyMap<number, number>;
};

function useChunksNearScreen() {
  const [state, setState] = useState<Near>({ near: new Set([0, 1, 2]), heights: new Map() });
  const [observe] = useState(() => {
    const observer = new IntersectionObserver(
      (entries) => setState((before) => withEntries(before, entries)),
      { root: document, rootMargin: '100% 0px' },
    );
    return (chunk: HTMLElement | null) => {
      if (chunk === null) return undefined;
      observer.observe(chunk);
      return () => observer.unobserve(chunk);
    };
  });
  return { ...state, observe };
}

function withEntries(before: Near, entries: readonly IntersectionObserverEntry[]): Near {
  const [near, heights] = [new Set(before.near), new Map(before.heights)];
  for (const { target, isIntersecting, boundingClientRect } of entries) {
    const nth = Number(target.getAttribute('data-chunk'));
    if (isIntersecting) near.add(nth);
    // Rows that were removed with the focus in them would lose it.
    else if (!target.contains(document.activeElement) && near.delete(nth))
      heights.set(nth, boundingClientRect.height);
  }
  return { near, heights };
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((a, b) => a + b, 0);
}

/** `Rows 1 to 75`; or, where the focus is elsewhere than the screen, `Rows 1 to 25 and 976 to 1,050`. */
function drawnWords(chunks: readonly { from: number; to: number }[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of chunks) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return `Rows ${spans.map(({ from, to }) => `${number(from + 1)} to ${number(to)}`).join(' and ')}`;
}
