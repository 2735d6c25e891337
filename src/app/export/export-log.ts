/** Who took what away, kept on this device: the latest exports, newest first. */
import * as z from '#contract/zod.ts';

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
  try {
    return z.array(entry).parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return []; // no storage, or not ours
  }
}

/** False where this device keeps nothing, so that the viewer can be told. */
export function recordExport(made: ExportRecord): boolean {
  try {
    localStorage.setItem(key, JSON.stringify([made, ...exportsMade()].slice(0, kept)));
    return true;
  } catch {
    return false;
  }
}
