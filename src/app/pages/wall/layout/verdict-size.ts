/** How much space the sentence takes that stands above the tiles where nothing is wrong. */
import { type Verdict, verdictText } from '#insight/verdict.ts';

import { dotted } from '../../../ui/dot.ts';
import { lineCount } from './grid.ts';
import type { TextSpacing } from './text-spacing.ts';
import { textWidth } from './text-width.ts';
import type { TileContext } from './tile-text.ts';

/** Of the headline, in em of the smallest text. */
export function verdictSize({ kind }: Verdict): number {
  return kind === 'unsure' ? 1 : 1.7;
}

/** The age of the last check grows as it ticks, and the tiles below must not move for that. */
const longestCheck = 'Last checked 59 min ago';

/** What a view has for its texts; its width is in em of the smallest text. */
export type Space = { width: number; spacing: TextSpacing };

/** In em of the smallest text. */
export function verdictHeight(
  verdict: Verdict,
  context: TileContext,
  { width, spacing }: Space,
): number {
  const { headline, detail } = verdictText(verdict, context);
  const size = verdictSize(verdict);
  // Less the space on both sides; the icon before the headline is as wide as in a tile.
  const inner = width - 1.8;
  const large = (textWidth(headline, { weight: 600, spacing }) + 1.4) * size;
  const check = dotted([detail, longestCheck]);
  const small = textWidth(check, { weight: 400, spacing });
  const [largeLine, smallLine] = [Math.max(1.2, spacing.line) * size, Math.max(1.3, spacing.line)];
  const text =
    large + 1 + small <= inner
      ? Math.max(largeLine, smallLine)
      : lineCount(large, inner) * largeLine + lineCount(small, inner) * smallLine;
  return Math.max(3.2, text + 0.6);
}
