import { Copy } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../../ui/Button.tsx';

type Props = { id: string };

/** The id in full, to be taken along. */
export function CopyId({ id }: Props) {
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setSaid('Copied');
  };
  return (
    <Button
      variant="quiet"
      aria-label={`Copy the ID ${id}`}
      onClick={() => void copy().catch(() => setSaid('Select and copy it by hand'))}
    >
      <span className="text-muted">{id}</span>
      <Copy aria-hidden size={14} />
      <span aria-live="polite">{said}</span>
    </Button>
  );
}
