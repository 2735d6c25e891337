import { roughly } from '../time/format.ts';
import { number } from '../ui/number.ts';

type Props = { rows: number; total: number; tookMs: number };

/** How far it is, and how long it will take: told only once that can be. */
export function ExportProgress({ rows, total, tookMs }: Props) {
  const leftMs = rows === 0 ? 0 : (tookMs / rows) * (total - rows);
  const canTell = tookMs > 1_000 && rows > 0 && rows < total;
  return (
    <div className="flex flex-col gap-1">
      <progress
        aria-label="Rows written"
        className="accent-accent w-full"
        value={rows}
        max={total}
      />
      <p>
        {number(rows)} of {number(total)} rows written
        {canTell && `, about ${roughly(leftMs + 1_000)} left`}
      </p>
    </div>
  );
}
