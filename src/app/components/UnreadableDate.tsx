import { visible } from '#insight/status/title.ts';

type Props = { written: string };

/** What Vault wrote in the place of a date that can't be read. Quoted, as it is in nobody's zone. */
export function UnreadableDate({ written }: Props) {
  return (
    <bdi
      title="Vault wrote this in place of a date that Jobwatch can read"
      className="text-muted break-all"
    >
      “{visible(written)}”
    </bdi>
  );
}
