import { Hourglass } from 'lucide-react';

type Props = { known: boolean };

/**
 * Vault allows one look at a job in 10 s, whoever looks (docs/vault-api.md §6), and others were
 * first.
 */
export function Turn({ known }: Props) {
  return (
    <div
      role="status"
      className="border-line bg-surface flex items-start gap-2 rounded border px-3 py-2 text-sm"
    >
      <Hourglass aria-hidden size={16} className="text-muted mt-0.5 shrink-0" />
      <div className="min-w-0">
        <strong>Waiting its turn.</strong> Others have just asked for this job, and Vault allows one
        look in 10 s.{' '}
        {known ? 'What stands below is from Vault’s lists, or from before.' : 'It comes by itself.'}
      </div>
    </div>
  );
}
