import {
  Ban,
  CalendarX,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleOff,
  CirclePlay,
  CircleX,
  Clock,
  Hourglass,
  ListEnd,
  type LucideIcon,
  Moon,
  TimerOff,
} from 'lucide-react';

import type { Shape } from '../status/statuses.ts';

const icons: Record<Shape, LucideIcon> = {
  clock: Clock,
  queueing: ListEnd,
  queued: Hourglass,
  running: CirclePlay,
  cancelling: CircleOff,
  tick: CircleCheck,
  cross: CircleX,
  'no-start': CircleAlert,
  missed: CalendarX,
  'timed-out': TimerOff,
  cancelled: Ban,
  inactive: Moon,
  question: CircleHelp,
};

type Props = { shape: Shape; size: number | string };

/** The shape of a status, in the colour of the text around it. */
export function StatusShape({ shape, size }: Props) {
  const Icon = icons[shape];
  return <Icon aria-hidden size={size} className="shrink-0" />;
}
