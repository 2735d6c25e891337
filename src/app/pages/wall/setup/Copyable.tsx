import { CopyButton } from '../../../ui/CopyButton.tsx';

type Props = { name: string; text: string };

/** A named text with a button that copies it. */
export function Copyable({ name, text }: Props) {
  return (
    <div role="group" aria-label={name} className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{name}</h3>
        <CopyButton text={text} label={`Copy: ${name}`} />
      </div>
      <code className="bg-raised block rounded p-2 font-mono text-xs break-all whitespace-pre-wrap">
        {text}
      </code>
    </div>
  );
}
