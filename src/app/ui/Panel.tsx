import { type ReactNode, useId } from 'react';

type Props = {
  title: string;
  /** Beside the title: a count, a link to all of it. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A titled region of a page. */
export function Panel({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line bg-surface min-w-0 rounded border">
      <header className="border-line flex min-h-9 flex-wrap items-center justify-between gap-x-3 border-b px-3 py-0.5">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {/* It grows, so that its edge stays where it is when its words change. */}
        <div className="text-muted flex flex-wrap items-center gap-x-1 text-sm sm:grow sm:justify-end">
          {aside}
        </div>
      </header>
      {children}
    </section>
  );
}
