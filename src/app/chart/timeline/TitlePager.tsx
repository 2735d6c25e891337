import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';

type Props = {
  /** Of the view whose titles these are. */
  view: string;
  /** From 0. */
  page: number;
  /** Of titles. */
  size: number;
  total: number;
  onPage: (page: number) => void;
};

/** As many titles at once as a browser draws without delay. */
export function TitlePager({ view, page, size, total, onPage }: Props) {
  if (total <= size) return null;
  const last = Math.ceil(total / size) - 1;
  return (
    <nav aria-label={`Titles of the ${view}`} className="flex items-center gap-2 print:hidden">
      <Button disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous titles
      </Button>
      <Button disabled={page >= last} onClick={() => onPage(page + 1)}>
        Next titles
      </Button>
      <span className="text-muted text-xs">
        Titles {number(page * size + 1)} to {number(Math.min(total, (page + 1) * size))} of{' '}
        {number(total)}
      </span>
    </nav>
  );
}
