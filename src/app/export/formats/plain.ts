/** Cells as plain text, for the formats that have nothing else. Not guarded. */
import { offsetsOf } from '#contract/zone.ts';

import type { Kind, Value } from '../table.ts';
import { clockText, isoText, zonedText } from './zoned-text.ts';

export type Plain = (kind: Kind, value: Value) => string;

export function plain(zone: string): Plain {
  const offsetAt = offsetsOf(zone);
  return (kind, value) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return value;
    switch (kind) {
      case 'zoned':
        return zonedText(value, offsetAt);
      case 'instant':
        return isoText(value);
      case 'clock':
        return clockText(value);
      case 'seconds':
      case 'number':
      case 'text':
      case 'id':
        return String(value);
    }
  };
}
