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

import { lookOf, type Phase, type Shape } from './statuses.ts';

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

const colours: Record<Phase, string> = {
  waiting: 'text-waiting',
  active: 'text-active',
  well: 'text-well',
  badly: 'text-bad',
  otherwise: 'text-otherwise',
  unknown: 'text-unknown',
};

type Props = { status: string };

/** A status as shape, word and colour together; its meaning on hover. */
export function StatusBadge({ status }: Props) {
  const { word, phase, shape, meaning } = lookOf(status);
  const Icon = icons[shape];
  return (
    <span
      title={`${meaning} (${status === '' ? 'none' : status})`}
      className={`inline-flex max-w-full items-center gap-1 align-middle text-sm font-medium whitespace-nowrap ${colours[phase]}`}
    >
      <Icon aria-hidden size={16} className="shrink-0" />
      <span className="truncate">{word}</span>
    </span>
  );
}
