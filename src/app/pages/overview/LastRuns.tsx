/** The last runs of a title as marks, which lead to all its runs. Drawn after the first rows. */
import { shownRuns, type Trouble } from '#insight/attention.ts';
import { shownTitle } from '#insight/status/title.ts';
import type { Usual } from '#insight/usual.ts';

import { RunMarks } from '../../chart/RunMarks.tsx';
import { TitleMarksLink } from '../../components/TitleLink.tsx';
import { counted, number } from '../../ui/number.ts';
import { useWidth } from '../../ui/use-width.ts';

type Props = {
  trouble: Trouble;
  usual: Usual | undefined;
  zone: string;
  /** Classes that set width and height. */
  size: string;
};

export function LastRuns({ trouble: { title, runs }, usual, zone, size }: Props) {
  const { ref, width } = useWidth();
  const failed = runs.filter(({ outcome }) => outcome === 'badly').length;
  const topMs = Math.max(usual?.p95Ms ?? 0, ...runs.map(({ ranMs }) => ranMs ?? 0));
  const marks = width > 0 && (
    <RunMarks
      label={`The last ${counted(runs.length, 'run')} of ${shownTitle(title)}, ${failed === 0 ? 'none' : number(failed)} failed`}
      runs={runs}
      slots={shownRuns}
      slotPx={width / shownRuns}
      heightPx={31}
      topMs={topMs}
      unsure={0}
      mayLack={false}
      zone={zone}
    />
  );
  return (
    <div ref={ref} className={size}>
      {/* A job without a title is one by itself. */}
      {title === '' ? marks : <TitleMarksLink title={title}>{marks}</TitleMarksLink>}
    </div>
  );
}
