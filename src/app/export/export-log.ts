/** Who took what away, kept on this device: the latest exports, newest first. */
import * as v from 'valibot';

import { anyList, changeStored, listOf, number, readStored } from '../stored.ts';

const entry = v.object({
  /** Milliseconds on Vault's clock. */
  at: number,
  who: v.string(),
  vault: v.string(),
  filters: v.string(),
  fileName: v.string(),
  rows: number,
  partial: v.boolean(),
});
export type ExportRecord = v.InferOutput<typeof entry>;

const key = 'jobwatch.exports';
const kept = 200;

export function exportsMade(): ExportRecord[] {
  return v.parse(listOf(entry), readStored('localStorage', key));
}

/** False where this device keeps nothing, so that the viewer can be told. */
export function recordExport(made: ExportRecord): boolean {
  return changeStored({ area: 'localStorage', key, schema: anyList }, (before = []) =>
    [made, ...before].slice(0, kept),
  );
}
