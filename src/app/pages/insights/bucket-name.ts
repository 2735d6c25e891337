import { instant } from '#contract/instant.ts';
import type { Span } from '#insight/throughput.ts';
import { axisTime, dayName } from '#insight/time/chart-labels.ts';
import { clockTime } from '#insight/time/format.ts';
import type { Unit } from '#insight/views/buckets.ts';

type Shown = { zone: string; now: number };

/** `24 Nov, 09:00 to 10:00`, `Tue 24 Nov`, `week from Mon 23 Nov`, `Nov 2026`. */
export function bucketName({ from, to }: Span, unit: Unit, { zone, now }: Shown): string {
  switch (unit) {
    case 'hour':
      return `${clockTime(instant(from), zone, now)} to ${clockTime(instant(to), zone, to)}`;
    case 'day':
      return dayName(from, zone, now);
    case 'week':
      return `week from ${dayName(from, zone, now)}`;
    case 'month':
      return axisTime(from, zone, 'month');
  }
}
