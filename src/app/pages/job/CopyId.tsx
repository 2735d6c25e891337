import { Copy } from 'lucide-react';

import { CopyButton } from '../../ui/CopyButton.tsx';

type Props = { id: string };

/** The id in full, to be taken along. */
export function CopyId({ id }: Props) {
  return (
    <CopyButton text={id} label={`Copy the ID ${id}`}>
      <span className="text-muted">{id}</span>
      <Copy aria-hidden size={14} />
    </CopyButton>
  );
}
