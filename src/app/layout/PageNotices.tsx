import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** Where the notices of the page belong; null until that is there. */
export const NoticesPlace = createContext<HTMLElement | null>(null);

type Props = { children: ReactNode };

/** A page's own notices, beside those of the frame. */
export function PageNotices({ children }: Props) {
  const place = useContext(NoticesPlace);
  return place && createPortal(children, place);
}
