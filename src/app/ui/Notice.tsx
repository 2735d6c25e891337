import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { tone?: 'info' | 'warning' | 'bad'; children: ReactNode };

const look = {
  info: 'border border-line bg-surface',
  warning: 'bg-warning-soft text-warning',
  bad: 'bg-bad-soft text-bad',
} as const;

/** Words that must not be missed, in place, announced when they appear. */
export function Notice({ tone = 'warning', children }: Props) {
  const Icon = tone === 'info' ? Info : TriangleAlert;
  return (
    <div role="status" className={`flex items-start gap-2 rounded px-3 py-2 text-sm ${look[tone]}`}>
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
