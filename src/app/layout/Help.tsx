import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { shortcuts } from './shortcuts.ts';

type Props = { onClose: () => void; onPalette: () => void };

/** What keys do, and a way to the palette without any. Loaded when it is asked for. */
export function Help({ onClose, onPalette }: Props) {
  return (
    <Dialog title="Help" onClose={onClose}>
      <p className="text-muted pt-2 text-sm">
        The palette leads to every page, job and title, and changes the theme, the time zone and how
        often data is refreshed.
      </p>
      <h3 className="pt-3 text-sm font-semibold">Keyboard shortcuts</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-2 text-sm">
        {shortcuts.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="border-edge rounded border px-1 font-mono text-xs whitespace-nowrap">
                {keys}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="flex gap-2 pt-1">
        <Button variant="primary" onClick={onPalette}>
          Open the palette
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
