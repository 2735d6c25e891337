import type { ReactNode } from 'react';

/** A column of any table of rows. */
export type Column<Row, Id extends string = string> = {
  id: Id;
  header: string;
  /** What its cells say, on hover, where that isn't clear. */
  meaning?: string;
  cell: (row: Row) => ReactNode;
  /** Aligned to the right, as numbers and times are. */
  end?: boolean;
  /** Pixels that it takes at first, where a viewer can change them. */
  width?: number;
  /** Takes what room is left, where the others take what they need. */
  wide?: boolean;
  /** Where it stands on a phone, where a row is a card: after the others with its name unless given. */
  place?: 'title' | 'status';
  /** Left out on screens too narrow for it; what it says must then stand elsewhere too. */
  roomy?: boolean;
  /** Left out on paper, where nothing can be pressed; what it says must then stand elsewhere too. */
  screenOnly?: boolean;
};
