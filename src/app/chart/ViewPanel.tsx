/** A view of Insights: its drawing, the same as a table, and both as files. */
import { Download } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';

import { instant } from '#contract/instant.ts';
import type { RowsFilter } from '#insight/rows-filter.ts';
import { shownTitle } from '#insight/status/title.ts';
import { dateTime, span } from '#insight/time/format.ts';

import { RowsLink } from '../components/RowsLink.tsx';
import { ExportButton } from '../export/ExportButton.tsx';
import type { About, Kind } from '../export/table.ts';
import { Button } from '../ui/Button.tsx';
import { dotted } from '../ui/dot.ts';
import { counted, number } from '../ui/number.ts';
import { Panel } from '../ui/Panel.tsx';
import { pictureOf } from './picture.ts';

export type ViewCell = {
  value: string | number | undefined;
  /** How it is shown, where its column's kind does not say it. */
  text?: string;
  /** The rows that it counts; it is a link to them. */
  rows?: RowsFilter;
};

export type ViewTable = {
  /** A word or two for the file's name. */
  name: string;
  columns: readonly { key: string; header: string; kind: Kind }[];
  rows: readonly { key: string; cells: readonly ViewCell[] }[];
};

type Props = {
  title: string;
  /** What the view covers and counts, in a few words. */
  note?: ReactNode;
  /** Worked out only when it is shown or exported. */
  table: () => ViewTable;
  /** Where that would take long: its name, and how many rows it will have. */
  outline?: Pick<ViewTable, 'name'> & { count: number };
  zone: string;
  about: Omit<About, 'madeMs' | 'view'>;
  /** Controls of this view alone. */
  controls?: ReactNode;
  /** The view is a table by itself: there is no other, and no picture. */
  isTable?: boolean;
  children: ReactNode;
};

export function ViewPanel(props: Props) {
  const { title, note, controls, isTable = false, children } = props;
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<HTMLDivElement>(null);
  return (
    <Panel
      title={title}
      aside={
        <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 py-1">
          <span>{note}</span>
          <span className="flex flex-wrap gap-1 print:hidden">
            {controls}
            {!isTable && (
              <Button variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
                Table
              </Button>
            )}
            <Files {...props} picture={isTable || asTable ? undefined : drawing} />
          </span>
        </div>
      }
    >
      <div ref={drawing} data-view className="min-w-0 [contain-intrinsic-block-size:auto_40rem]">
        {asTable ? <Twin {...props} /> : children}
      </div>
    </Panel>
  );
}

type FilesProps = Props & { picture: React.RefObject<HTMLDivElement | null> | undefined };

function Files({ title, note, table, outline, zone, about, picture }: FilesProps) {
  const [problem, setProblem] = useState<string>();
  const { name, count } = outline ?? outlineOf(table());
  const savePicture = async () => {
    const view = picture?.current;
    const svg = view?.querySelector('svg[data-drawing]');
    if (!(svg instanceof SVGSVGElement)) throw new Error('there is nothing drawn');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      await pictureOf(svg, {
        title: `${title} · ${about.vaultName}`,
        notes: [aboutWords(about, zone), typeof note === 'string' ? note : ''],
        legend: view?.querySelector('[data-legend]') ?? null,
      }),
    );
    link.download = `vault-jobs_${name}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <>
      <ExportButton
        what="rows"
        source={{
          count,
          batches: () => [
            {
              kind: 'cells',
              cells: table().rows.map(({ cells }) => cells.map(({ value }) => value)),
            },
          ],
          table: () => ({ kind: 'cells', columns: [...table().columns] }),
          zone,
          about: { ...about, view: name },
        }}
      />
      {picture !== undefined && (
        <Button
          aria-label={`Picture of ${title}`}
          onClick={() => {
            setProblem(undefined);
            savePicture().catch((error: unknown) =>
              setProblem(error instanceof Error ? error.message : String(error)),
            );
          }}
        >
          <Download aria-hidden size={14} />
          PNG
        </Button>
      )}
      {problem !== undefined && (
        <span role="alert" className="text-bad">
          No picture was saved: {problem}.
        </span>
      )}
    </>
  );
}

/** Of which jobs, from when to when, and whether that is all. */
function aboutWords({ filters, from, to, coverage }: Props['about'], zone: string): string {
  const [first, last] = [from, to].map(
    (at) => at !== undefined && dateTime(instant(Math.round(at)), zone),
  );
  return dotted([
    filters,
    `${first || 'the first'} to ${last || 'now'}`,
    `times in ${zone}`,
    coverage.kind === 'partial' ? coverage.words : 'all finished jobs read',
  ]);
}

function outlineOf({ name, rows }: ViewTable) {
  return { name, count: rows.length };
}

/** More rows at once would keep the browser busy. */
const rowsAtOnce = 300;

function Twin({ title, table, zone }: Props) {
  const [most, setMost] = useState(rowsAtOnce);
  const { columns, rows } = table();
  const rest = rows.length - most;
  return (
    // Its links take the focus, so that the keyboard can scroll it.
    <div className="max-h-96 overflow-auto">
      <table aria-label={title} className="w-full text-sm">
        <thead className="bg-surface sticky top-0">
          <tr className="text-muted text-left text-xs">
            {columns.map(({ key, header, kind }) => (
              <th key={key} scope="col" className={`px-3 py-1 font-medium ${sideOf(kind)}`}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ key, cells }) => (
            <tr key={key} className="border-line h-7 border-t">
              {cells.map((cell, nth) => (
                <td key={columns[nth]?.key} className={`px-3 ${sideOf(columns[nth]?.kind)}`}>
                  <Cell cell={cell} kind={columns[nth]?.kind} zone={zone} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p className="px-3 py-2">
          <Button onClick={() => setMost(most + rowsAtOnce)}>
            Show {number(Math.min(rest, rowsAtOnce))} of {counted(rest, 'more row')}
          </Button>
        </p>
      )}
    </div>
  );
}

type CellProps = { cell: ViewCell; kind: Kind | undefined; zone: string };

function Cell({ cell: { value, text, rows }, kind, zone }: CellProps) {
  const shown = text ?? wordsOf(value, kind, zone);
  if (rows === undefined) return <bdi>{shown}</bdi>;
  return (
    <RowsLink rows={rows} count={typeof value === 'number' ? value : 1}>
      {shown}
    </RowsLink>
  );
}

function wordsOf(value: ViewCell['value'], kind: Kind | undefined, zone: string): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return shownTitle(value);
  if (kind === 'zoned' || kind === 'instant')
    return dateTime(instant(value), kind === 'zoned' ? zone : 'UTC');
  return kind === 'seconds' || kind === 'clock' ? span(value * 1_000) : number(value);
}

const ofText = new Set<Kind | undefined>(['text', 'id', undefined]);

function sideOf(kind: Kind | undefined): string {
  return ofText.has(kind) ? '' : 'text-right tabular-nums';
}
