type Props = { rows: number; label: string };

/** Rows to come, at their size, without motion (an endless shimmer costs seconds of CPU a minute). */
export function Skeleton({ rows, label }: Props) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="border-line flex h-9 items-center border-b px-3">
          <span className="bg-raised h-3 w-2/3 rounded" />
        </div>
      ))}
    </div>
  );
}
