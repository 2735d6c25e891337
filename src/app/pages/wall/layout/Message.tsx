import type { ReactNode } from 'react';

type Props = { children: ReactNode; detail?: ReactNode };

/** One large sentence in place of tiles or a chart. */
export function Message({ children, detail }: Props) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-[0.8em] px-[1em] text-center">
      <div className="text-[3em] leading-tight font-semibold text-balance">{children}</div>
      {detail !== undefined && (
        <div className="text-muted text-[1.35em] text-balance">{detail}</div>
      )}
    </div>
  );
}
