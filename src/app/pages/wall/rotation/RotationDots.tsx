import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { span } from '../../../time/format.ts';

type Props = {
  at: number;
  of: number;
  /** On this device's clock. */
  heldUntil: number | undefined;
};

/** More would be no shape that an eye could count at. */
const mostDots = 24;

/** Which of all pages this is, and for how long somebody has stopped them. */
export function Turns({ at, of, heldUntil }: Props) {
  const held = useTicking(() =>
    heldUntil === undefined ? '' : span(heldUntil - deviceNow() + 999),
  );
  if (of === 1) return undefined;
  return (
    <footer className="flex h-[1.4em] shrink-0 items-center gap-x-[1em] whitespace-nowrap">
      {of > mostDots && (
        <p className="text-muted">
          Screen {at + 1} of {of}
        </p>
      )}
      {of <= mostDots && (
        <p className="flex items-center">
          <span className="sr-only">
            Screen {at + 1} of {of}
          </span>
          <span aria-hidden className="flex items-center gap-[0.35em]">
            {Array.from({ length: of }, (_, nth) => (
              <span
                key={nth}
                className={`h-[0.4em] rounded-full ${nth === at ? 'bg-ink w-[1.2em]' : 'bg-edge w-[0.4em]'}`}
              />
            ))}
          </span>
        </p>
      )}
      {held !== '' && <p className="ml-auto">Held for {held}; press Esc to go on</p>}
    </footer>
  );
}
