import type { Shape } from '#insight/status/statuses.ts';

import { circle, Icon, icons } from '../ui/Icon.tsx';

type Props = { shape: Shape; size: number | string };

/** The shape of a status, in the colour of the text around it. */
export function StatusShape({ shape, size }: Props) {
  return <Icon path={shapePaths[shape]} size={size} />;
}

/** On a square of 24. From Lucide (ISC licence), the parts of each joined. */
export const shapePaths: Record<Shape, string> = {
  clock: `${circle}M12 6v6l4 2`,
  queueing: 'M16 5H3M16 12H3M9 19H3M16 16l-3 3 3 3M21 5v12a2 2 0 0 1-2 2h-6',
  queued:
    'M5 22h14M5 2h14M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2',
  running: icons.play,
  cancelling: 'M2 2l20 20M8.35 2.69A10 10 0 0 1 21.3 15.65M19.08 19.08A10 10 0 1 1 4.92 4.92',
  tick: `${circle}M16 9l-5.5 5.5L8 12`,
  cross: `${circle}M15 9l-6 6M9 9l6 6`,
  'no-start': `${circle}M12 8v4M12 16h.01`,
  missed:
    'M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM3 9h18M14 13l-4 4M10 13l4 4',
  'timed-out':
    'M10 2h4M4.6 11a8 8 0 0 0 1.7 8.7 8 8 0 0 0 8.7 1.7M7.4 7.4a8 8 0 0 1 10.3 1 8 8 0 0 1 .9 10.2M2 2l20 20M12 12v-2',
  cancelled: `${circle}M4.929 4.929L19.07 19.071`,
  inactive:
    'M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401',
  question: `${circle}M9 9.5a3 2.5 0 0 1 6 0c0 2-2 2-3 3.5M12 17h.01`,
};
