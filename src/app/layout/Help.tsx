import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { pages } from './navigation.ts';

const shortcuts: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl K or ⌘ K', 'Go to a page or a job, or search History'],
  ['/', 'Search'],
  ['j, k', 'Next and previous row'],
  ['Enter', 'Open the job of the row'],
  ...pages.flatMap(({ key, label }) => (key === undefined ? [] : [[`g ${key}`, label] as const])),
  ['Esc', 'Close what is open'],
  ['?', 'Show this list'],
];

type Props = { onClose: () => void };

/** The list of keyboard shortcuts. Loaded when it is asked for: few ever open it. */
export function KeysHelp({ onClose }: Props) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-3 text-sm">
        {shortcuts.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="border-edge rounded border px-1 font-mono text-xs">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={onClose}>Close</Button>
    </Dialog>
  );
}
