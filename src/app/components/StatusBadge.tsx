import { memo } from 'react';

import { lookOf } from '#insight/status/statuses.ts';

import { colours } from '../status/colours.ts';
import { StatusShape } from './StatusShape.tsx';

type Props = {
  status: string;
  /** Breaks a long one rather than cut it. */
  whole?: boolean;
};

/**
 * A status as shape, word and colour together; its meaning on hover. Mostly the next page has the same
 * one in the same place: three components of each row are skipped.
 */
export const StatusBadge = memo(function StatusBadge({ status, whole = false }: Props) {
  const { word, phase, shape, meaning } = lookOf(status);
  return (
    <span
      title={`${meaning} (${status === '' ? 'none' : status})`}
      // As high as a line, so that its word stands on the line of the words beside it.
      className={`inline-flex max-w-full items-center gap-1 align-bottom text-sm font-medium ${whole ? '' : 'whitespace-nowrap'} ${colours[phase]}`}
    >
      <StatusShape shape={shape} size={16} />
      <span className={whole ? 'min-w-0 break-words' : 'truncate'}>{word}</span>
    </span>
  );
});
