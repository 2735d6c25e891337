/** The pages that a view of tiles takes on an area of a screen. */
import type { Entry } from '#insight/wall-entries.ts';

import type { Contents } from '../views.ts';
import { fit, type Page } from './fit.ts';
import { gap } from './grid.ts';
import type { TextSpacing } from './text-spacing.ts';
import { widthsOf } from './text-width.ts';
import { tileText, type TileContext } from './tile-text.ts';
import { verdictHeight } from './verdict-size.ts';

/** What is below the heading. Lengths are in em of the smallest text. */
export type TileArea = { width: number; height: number; spacing: TextSpacing };

type Contexts = {
  /** Of what is said of all jobs; undefined where they are of several Vaults. */
  context: TileContext | undefined;
  contextOf: (entry: Entry) => TileContext;
};

export function viewPages(
  { attention, others, verdict }: Contents,
  { context, contextOf }: Contexts,
  { width, height, spacing }: TileArea,
): Page[] {
  const widths = (entry: Entry) => widthsOf(tileText(entry, contextOf(entry)), spacing);
  const above =
    verdict === undefined || context === undefined
      ? 0
      : verdictHeight(verdict, context, { width, spacing }) + gap;
  return fit({
    attention: attention.map(widths),
    others: others.map(widths),
    area: { width, height: height - above, line: spacing.line },
  });
}
