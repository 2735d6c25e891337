import type { ReactNode } from 'react';

import { Icon, icons } from './Icon.tsx';

type Props = { tone?: 'info' | 'warning' | 'bad'; children: ReactNode };

const look = {
  info: 'border-line bg-surface',
  warning: 'border-transparent bg-warning-soft text-warning',
  bad: 'border-transparent bg-bad-soft text-bad',
} as const;

/** Words that must not be missed, in place, announced when they appear. */
export function Notice({ tone = 'warning', children }: Props) {
  return (
    <div
      role="status"
      className={`flex items-start gap-2 rounded border px-3 py-2 text-sm ${look[tone]}`}
    >
      <div className="mt-0.5">
        <Icon path={tone === 'info' ? icons.info : icons.warning} size={16} />
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
