import { type FunctionComponent, type ReactNode, useCallback, useState } from 'react';

import { loadPalette } from './lazy.ts';

type Overlay = FunctionComponent<{ onClose: () => void; onPalette: () => void }>;

/** Under an open dialog nothing may change. */
export const modal = 'dialog[open]';

/** The palette or the help panel, whose code is loaded when one is asked for. */
export function useOverlay(): { overlay: ReactNode; show: (load: () => Promise<Overlay>) => void } {
  const [Shown, setShown] = useState<Overlay>();
  const load = useCallback(async (part: () => Promise<Overlay>, isInPlace: boolean) => {
    const loaded = await part().catch(() => undefined); // the server may be down
    // A dialog may have opened while the code was loading.
    if (loaded !== undefined && (isInPlace || document.querySelector(modal) === null))
      setShown(() => loaded);
  }, []);
  const show = useCallback((part: () => Promise<Overlay>) => void load(part, false), [load]);
  const overlay = Shown !== undefined && (
    <Shown onClose={() => setShown(undefined)} onPalette={() => void load(loadPalette, true)} />
  );
  return { overlay, show };
}
