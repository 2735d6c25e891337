import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { useNewFailure } from '../alerts/new-failure.ts';
import { LaterThroughput } from '../LazyThroughput.tsx';
import { trust } from '../liveness.ts';
import type { Wall } from '../model.ts';
import { Turns } from '../rotation/RotationDots.tsx';
import { useTurning } from '../rotation/use-rotation.ts';
import type { WallSearch } from '../search.ts';
import { contentsOf, pagesOf } from '../views.ts';
import { Heading } from './Heading.tsx';
import type { Telling } from './tile-text.ts';
import { Tiles } from './Tiles.tsx';
import { useRoom } from './use-element-size.ts';

type Props = {
  wall: Wall;
  search: WallSearch;
  zone: string;
  /** Pixels of the smallest text. */
  floor: number;
  isPreview: boolean;
};

/**
 * Nothing that may not be so any more has the colour of a state: whatever is painted with one, in
 * the chart too, is grey then.
 */
const colourless =
  '[--active:var(--muted)] [--bad-soft:var(--surface)] [--bad:var(--muted)] [--otherwise:var(--muted)] [--unknown:var(--muted)] [--waiting:var(--muted)] [--warning-soft:var(--surface)] [--warning:var(--muted)] [--well:var(--muted)]';

/** What the wall shows at this moment. */
export function Stage({ wall, search, zone, floor, isPreview }: Props) {
  const { ref, room } = useRoom();
  const tone = useTicking(() => trust(wall.heard(), deviceNow()).tone);
  const isPast = tone === 'lost';
  const { now, usual, failuresWhole } = wall;
  const telling: Telling = { now, zone, usual, failuresWhole, isPast };

  const em = room && { width: room.width / floor, height: room.height / floor };
  const shown = search.view.map((view) => {
    if (view === 'throughput') return { view, pages: [] };
    const all = contentsOf(view, wall, { now, filter: search });
    // Only what is known to be so now may be called well.
    const contents = tone === 'live' ? all : { ...all, verdict: undefined };
    return { view, contents, pages: em ? pagesOf(contents, telling, em) : [] };
  });
  const cycle = shown.map(({ view, pages }) => ({ view, pages: Math.max(1, pages.length) }));
  const failedAt = useNewFailure(wall)?.at;
  const turn = useTurning({ cycle, seconds: search.seconds, failedAt, isTouchable: !isPreview });

  const { contents, pages = [] } = shown.find(({ view }) => view === turn.view) ?? {};
  return (
    <div
      data-trust={tone}
      className={`group flex min-h-0 flex-1 flex-col px-[0.5em] pt-[0.2em] pb-[0.4em] ${isPast ? colourless : ''}`}
    >
      {contents !== undefined && (
        <section aria-label={contents.name} className="flex min-h-0 flex-1 flex-col gap-[0.3em]">
          <Heading
            contents={contents}
            turn={{ page: turn.page, of: pages.length }}
            wall={wall}
            search={search}
            telling={telling}
          />
          <div ref={ref} className="min-h-0 flex-1 overflow-hidden">
            <Tiles
              contents={contents}
              page={pages[turn.page]}
              wall={wall}
              telling={telling}
              width={em?.width ?? 0}
            />
          </div>
        </section>
      )}
      {search.view.includes('throughput') && (
        <LaterThroughput isShown={contents === undefined} search={search} zone={zone} />
      )}
      <Turns at={turn.place.at} of={turn.place.of} heldUntil={turn.heldUntil} />
    </div>
  );
}
