import type { ReactNode } from 'react';

import { Empty } from '../ui/Empty.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { wordsOf } from './error-words.ts';

type Props = {
  /** Vault has answered at least once: a failure after that is the header's to tell. */
  known: boolean;
  error: Error | null;
  /** Left out where the list itself says that there is nothing. */
  empty?: boolean;
  nothing?: ReactNode;
  /** How many rows the skeleton has. */
  rows: number;
  children: ReactNode;
};

/** What a list shows before there are rows: not yet, failed, or nothing at all. */
export function ListStates({ known, error, empty, nothing, rows, children }: Props) {
  if (known) return empty ? <Empty>{nothing}</Empty> : children;
  if (error === null) return <Skeleton rows={rows} label="Loading from Vault" />;
  const { what, remedy } = wordsOf(error);
  return (
    <div className="p-2">
      <Notice tone="bad">
        <strong>{what}.</strong> {remedy}
      </Notice>
    </div>
  );
}
