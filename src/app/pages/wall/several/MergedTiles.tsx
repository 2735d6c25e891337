import type { Placed } from '#insight/several-vaults.ts';
import type { Entry } from '#insight/wall-entries.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { counted } from '../../../ui/number.ts';
import { livenessOf } from '../../../vaults/liveness.ts';
import type { WatchedVault } from '../../../vaults/use-watched-vaults.ts';
import { useNewFailure } from '../alerts/use-new-failure.ts';
import { FilterNote } from '../layout/FilterNote.tsx';
import { Message } from '../layout/Message.tsx';
import { useTextSpacing } from '../layout/text-spacing.ts';
import type { TileContext } from '../layout/tile-text.ts';
import { TileRows } from '../layout/TileRows.tsx';
import { useElementSize } from '../layout/use-element-size.ts';
import { viewPages } from '../layout/view-pages.ts';
import { RotationDots } from '../rotation/RotationDots.tsx';
import { useRotation } from '../rotation/use-rotation.ts';
import type { WallSearch } from '../search.ts';
import type { Wall } from '../use-wall.ts';
import { type ViewId, viewOf } from '../views.ts';

type View = {
  id: ViewId;
  attention: readonly Placed<WatchedVault>[];
  others: readonly Placed<WatchedVault>[];
};

type Props = {
  views: readonly View[];
  walls: readonly Wall[];
  contextOf: (vault: WatchedVault) => TileContext;
  search: WallSearch;
  minTextPx: number;
  isPreview: boolean;
};

/** The jobs of all Vaults, view by view and page by page; each tile says which Vault it is from. */
export function MergedTiles({ views, walls, contextOf, search, minTextPx, isPreview }: Props) {
  const { ref, size } = useElementSize();
  const { ref: sample, spacing } = useTextSpacing();
  const live = useTicking(() => walls.filter(isAnswering).length);
  const isLoading = useTicking(() => walls.some((wall) => stateOf(wall) === 'loading'));
  const em = size && { width: size.width / minTextPx, height: size.height / minTextPx, spacing };
  const laidOut = views.map(({ id, attention, others }) => {
    // By the object: nothing in an entry says which Vault it is from.
    const contexts = new Map([...attention, ...others].map((one) => [one.entry, one.vault]));
    const contextOfEntry = (entry: Entry): TileContext => {
      const vault = contexts.get(entry);
      if (vault === undefined) throw new Error('Every tile is of a Vault.');
      return contextOf(vault);
    };
    const contents = {
      attention: attention.map(({ entry }) => entry),
      others: others.map(({ entry }) => entry),
      count: '',
      emptyText: '',
      verdict: undefined,
    };
    const pages =
      em === undefined
        ? []
        : viewPages(contents, { context: undefined, contextOf: contextOfEntry }, em);
    return { id, ...contents, pages, contextOf: contextOfEntry };
  });
  const rotation = useRotation({
    cycle: laidOut.map(({ id, pages }) => ({ view: id, pages: Math.max(1, pages.length) })),
    seconds: search.seconds,
    failedAt: useNewFailure(walls)?.at,
    isInteractive: !isPreview,
  });
  const shown = laidOut.find(({ id }) => id === rotation.view);
  const page = shown?.pages[rotation.page];
  const all = counted(walls.length, 'Vault');
  return (
    <div className="group flex min-h-0 flex-1 flex-col px-[0.5em] pt-[0.2em] pb-[0.4em]">
      <section
        aria-label={viewOf(rotation.view).name}
        className="flex min-h-0 flex-1 flex-col gap-[0.3em]"
      >
        <header className="shrink-0">
          <div className="flex flex-wrap items-baseline gap-x-[0.7em]">
            <h2 className="text-[1.7em] leading-tight font-semibold">
              {viewOf(rotation.view).name}
            </h2>
            <div className="text-[1.2em]">
              {live === walls.length ? all : `${live} of ${all} live`}
            </div>
            {shown !== undefined && shown.pages.length > 1 && (
              <div className="text-muted text-[1.2em]">
                page {rotation.page + 1} of {shown.pages.length}
              </div>
            )}
          </div>
          <FilterNote filter={search} />
        </header>
        <div ref={ref} className="min-h-0 flex-1 overflow-hidden">
          {shown !== undefined && page !== undefined && (
            <TileRows
              page={page}
              attention={shown.attention}
              others={shown.others}
              contextOf={shown.contextOf}
            />
          )}
          {page === undefined && (
            <Message detail={live === walls.length ? undefined : 'Others may have jobs.'}>
              {live === 0
                ? isLoading
                  ? 'Loading jobs from the Vaults …'
                  : 'No Vault is answering'
                : `No jobs to show at ${live === walls.length ? `all ${all}` : `the ${live} of ${all} that are live`}`}
            </Message>
          )}
        </div>
      </section>
      <span
        ref={sample}
        aria-hidden
        className="invisible absolute top-0 left-0 whitespace-pre before:content-['M_M']"
        style={{ lineHeight: 1 }}
      />
      <RotationDots {...rotation.slot} pausedUntil={rotation.pausedUntil} />
    </div>
  );
}

function stateOf({ polling }: Wall) {
  return livenessOf(polling(), deviceNow()).state;
}

function isAnswering(wall: Wall): boolean {
  const state = stateOf(wall);
  return state === 'live' || state === 'late';
}
