import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import type { Move } from '#insight/views/zoom.ts';

import { Button } from '../../ui/Button.tsx';

const buttons = [
  { move: 'earlier', label: 'Earlier', key: 'Shift ←', Icon: ChevronLeft },
  { move: 'later', label: 'Later', key: 'Shift →', Icon: ChevronRight },
  { move: 'closer', label: 'Zoom in', key: '+', Icon: ZoomIn },
  { move: 'farther', label: 'Zoom out', key: '−', Icon: ZoomOut },
] as const;

/** What is shown of a time axis, for those who don't drag. */
export function ZoomButtons({ onMove }: { onMove: (move: Move) => void }) {
  return buttons.map(({ move, label, key, Icon }) => (
    <Button
      key={move}
      variant="quiet"
      aria-label={label}
      title={`${label} (${key} on the drawing)`}
      onClick={() => onMove(move)}
    >
      <Icon aria-hidden size={16} />
    </Button>
  ));
}

/** The same by keys. Undefined for all other keys. */
export function moveOfKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent) {
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === '+' || key === '=') return 'closer';
  if (key === '-') return 'farther';
  if (!shiftKey) return undefined;
  if (key === 'ArrowLeft') return 'earlier';
  return key === 'ArrowRight' ? 'later' : undefined;
}
