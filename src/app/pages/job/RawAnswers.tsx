import type { Job } from '#contract/jobs.ts';

import { CopyButton } from '../../ui/CopyButton.tsx';
import { Panel } from '../../ui/Panel.tsx';

type Props = {
  /** The job's status, exactly as Vault answered. */
  raw: string;
  /** The job as Jobwatch understood all answers. */
  job: Job;
};

/** Vault's answer, to be checked against what the page shows. */
export function RawAnswers({ raw, job }: Props) {
  return (
    <Panel title="Raw data">
      <div className="flex flex-col gap-2 p-3">
        <Text name="Vault’s answer" text={raw} />
        <Text name="As Jobwatch reads it" text={JSON.stringify(job, null, 2)} />
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="bg-raised max-h-80 overflow-auto rounded p-2 font-mono text-xs break-all whitespace-pre-wrap"
      >
        {text}
      </pre>
    </details>
  );
}
