import { useEffect } from 'react';

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
import { type TileArea, viewPages } from '../layout/view-pages.ts';
import { RotationDots } from '../rotation/RotationDots.tsx';
import { useRotation } from '../rotation/use-rotation.ts';
import type { WallSearch } from '../search.ts';
import type { Wall } from '../use-wall.ts';
import { type ViewId, viewOf } from '../views.ts';
import { throughputPages, throughputsOfPage, VaultThroughputs } from './VaultThroughputs.tsx';

export type MergedView = {
  id: ViewId;
  attention: readonly Placed<WatchedVault>[];
  others: readonly Placed<WatchedVault>[];
};

type Props = {
  views: readonly MergedView[];
  vaults: readonly WatchedVault[];
  zone: string;
  contextOf: (vault: WatchedVault) => TileContext;
  search: WallSearch;
  minTextPx: number;
  isPreview: boolean;
  /** Is called with the area for tiles once it is known, and whenever it changes. */
  onArea: ((area: TileArea) => void) | undefined;
};

/** The jobs of all Vaults, view by view and page by page; each tile says which Vault it is from. */
export function MergedTiles({ views, vaults, contextOf, search, minTextPx, ...props }: Props) {
  const { zone, isPreview, onArea } = props;
  const walls = vaults.map(({ watched }) => watched);
  const { ref, size } = useElementSize();
  const { ref: sample, spacing } = useTextSpacing();
  const live = useTicking(() => walls.filter(isAnswering).length);
  const isLoading = useTicking(() => walls.some((wall) => stateOf(wall) === 'loading'));
  const em = size && { width: size.width / minTextPx, height: size.height / minTextPx, spacing };
  const { width, height } = em ?? {};
  // Another part of the page lays tiles out for the same area.
  useEffect(() => {
    if (width !== undefined && height !== undefined) onArea?.({ width, height, spacing });
  }, [onArea, width, height, spacing]);
  const laidOut = views.map((view) => layOut(view, { vaults, contextOf }, em));
  const rotation = useRotation({
    cycle: laidOut.map(({ id, count }) => ({ view: id, pages: count })),
    seconds: search.seconds,
    failedAt: useNewFailure(walls)?.at,
    isInteractive: !isPreview,
  });
  const shown = laidOut.find(({ id }) => id === rotation.view);
  const page = shown?.pages[rotation.page];
  const isChart = viewOf(rotation.view).kind === 'chart';
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
            {shown !== undefined && shown.count > 1 && (
              <div className="text-muted text-[1.2em]">
                page {rotation.page + 1} of {shown.count}
              </div>
            )}
          </div>
          <FilterNote filter={search} />
        </header>
        <div ref={ref} className="min-h-0 flex-1 overflow-hidden">
          {isChart && em !== undefined && (
            <VaultThroughputs
              vaults={throughputsOfPage(vaults, rotation.page, em)}
              filter={search}
              zone={zone}
            />
          )}
          {shown !== undefined && page !== undefined && (
            <TileRows
              page={page}
              attention={shown.attention}
              others={shown.others}
              contextOf={shown.contextOf}
            />
          )}
          {page === undefined && !isChart && (
            <Message detail={live === walls.length ? undefined : 'Others may have jobs.'}>
              {live === 0
                ? isLoading
                  ? 'Loading jobs from the Vaults …'
                  : 'No Vault is answering'
                : `No jobs to show in ${live === walls.length ? all : `the ${live} of ${all} that are live`}`}
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

type Of = Pick<Props, 'vaults' | 'contextOf'>;

/** The pages of tiles that a view takes on an area, none while that is not known, and how many of any. */
export function layOut(
  { id, attention, others }: MergedView,
  { vaults: all, contextOf }: Of,
  area: TileArea | undefined,
) {
  // By the object: nothing in an entry says which Vault it is from.
  const vaults = new Map([...attention, ...others].map(({ entry, vault }) => [entry, vault]));
  const contextOfEntry = (entry: Entry): TileContext => {
    const vault = vaults.get(entry);
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
  const contexts = { context: undefined, contextOf: contextOfEntry };
  const isChart = viewOf(id).kind === 'chart';
  const pages = area === undefined || isChart ? [] : viewPages(contents, contexts, area);
  const count = isChart && area !== undefined ? throughputPages(all.length, area) : pages.length;
  return { id, ...contents, pages, count: Math.max(1, count), contextOf: contextOfEntry };
}

function stateOf({ polling }: Wall) {
  return livenessOf(polling(), deviceNow()).state;
}

function isAnswering(wall: Wall): boolean {
  const state = stateOf(wall);
  return state === 'live' || state === 'late';
}
