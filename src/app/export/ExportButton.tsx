import { Download } from 'lucide-react';
import { useState } from 'react';

import { Button } from '../ui/Button.tsx';
import { counted, number } from '../ui/number.ts';
import { ExportDialog } from './ExportDialog.tsx';
import type { Source } from './use-export.ts';

type Props = {
  /** What the count counts. */
  what: 'matching' | 'selected' | 'rows';
  source: Source;
};

/** Says how many rows the file will have, and opens the choice of what file. */
export function ExportButton({ what, source }: Props) {
  const [open, setOpen] = useState(false);
  const label = `Export ${what === 'rows' ? counted(source.count, 'row') : `${number(source.count)} ${what}`}`;
  return (
    <>
      <Button
        unavailable={source.count === 0 ? 'There are no rows to export' : undefined}
        onClick={() => setOpen(true)}
      >
        <Download aria-hidden size={14} />
        {label}
      </Button>
      {open && <ExportDialog title={label} source={source} onClose={() => setOpen(false)} />}
    </>
  );
}
