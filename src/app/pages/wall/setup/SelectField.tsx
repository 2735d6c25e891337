import { useId } from 'react';

import { Choice } from '../../../ui/Choice.tsx';

type Props<T extends string> = {
  label: string;
  hint: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
};

/** One of several, with a sentence on what it is for. */
export function Pick<T extends string>({ hint, ...choice }: Props<T>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <Choice labelled describedBy={id} {...choice} />
      <p id={id} className="text-muted text-xs">
        {hint}
      </p>
    </div>
  );
}
