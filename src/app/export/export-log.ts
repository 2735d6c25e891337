/** Who took what away, kept on this device: the latest exports, newest first. */
import * as z from '#contract/zod.ts';

import { anyList, changeStored, listOf, readStored } from '../stored.ts';

const entry = z.object({
  /** Milliseconds on Vault's clock. */
  at: z.number(),
  who: z.string(),
  vault: z.string(),
  filters: z.string(),
  fileName: z.string(),
  rows: z.number(),
  partial: z.boolean(),
});
export type ExportRecord = z.output<typeof entry>;

const key = 'jobwatch.exports';
const kept = 200;

export function exportsMade(): ExportRecord[] {
  return listOf(entry).parse(readStored('localStorage', key));
}

/** False where this device keeps nothing, so that the viewer can be told. */
export function recordExport(made: ExportRecord): boolean {
  return changeStored({ area: 'localStorage', key, schema: anyList }, (before = []) =>
    [made, ...before].slice(0, kept),
  );
}
