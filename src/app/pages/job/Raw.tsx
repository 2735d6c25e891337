import type { Job } from '#contract/jobs.ts';

import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';

type Props = {
  /** Vault's answer, to the letter. */
  raw: string;
  /** What the lists say of it, as it was read. */
  listed: Job;
};

/** What Vault said, for whoever wants to see for themselves. */
export function Raw({ raw, listed }: Props) {
  return (
    <Panel title="What Vault answered">
      <div className="flex flex-col gap-2 p-3">
        <Text name="Status answer" text={raw} />
        <Text name="As read" text={JSON.stringify(listed, null, 2)} />
      </div>
    </Panel>
  );
}

function Text({ name, text }: { name: string; text: string }) {
  return (
    <details>
      <summary className="cursor-pointer text-sm">{name}</summary>
      <CopyButton text={text} label={`Copy: ${name}`} />
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: keys must reach it
        tabIndex={0}
        className="bg-raised max-h-80 overflow-auto rounded p-2 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </details>
  );
}
