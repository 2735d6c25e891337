import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

const keys = [
  ['Ctrl K or ⌘ K', 'go anywhere: a page, a job by title or ID'],
  ['/', 'search'],
  ['j, k', 'next and previous row'],
  ['Enter', 'open the job of the row'],
  ['g o', 'overview'],
  ['g h', 'history'],
  ['g s', 'settings'],
  ['Esc', 'close what is open'],
  ['?', 'this list'],
] as const;

type Props = { onClose: () => void };

/** The keys, told. */
export function KeysHelp({ onClose }: Props) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-3 text-sm">
        {keys.map(([key, does]) => (
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
