import { colours } from './colours.ts';
import { lookOf } from './statuses.ts';
import { StatusShape } from './StatusShape.tsx';

type Props = { status: string };

/** A status as shape, word and colour together; its meaning on hover. */
export function StatusBadge({ status }: Props) {
  const { word, phase, shape, meaning } = lookOf(status);
  return (
    <span
      title={`${meaning} (${status === '' ? 'none' : status})`}
      className={`inline-flex max-w-full items-center gap-1 align-middle text-sm font-medium whitespace-nowrap ${colours[phase]}`}
    >
      <StatusShape shape={shape} size={16} />
      <span className="truncate">{word}</span>
    </span>
  );
}
