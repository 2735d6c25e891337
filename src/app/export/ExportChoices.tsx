import { Choice } from '../ui/Choice.tsx';
import type { Chosen } from './use-export.ts';

type Props = { chosen: Chosen; zone: string; onChange: (chosen: Chosen) => void };

const formats = [
  { value: 'csv', label: 'CSV' },
  { value: 'xlsx', label: 'Excel workbook' },
  { value: 'json', label: 'JSON' },
  { value: 'ndjson', label: 'JSON Lines (one row per line)' },
] as const;

const columns = [
  { value: 'shown', label: 'Shown columns' },
  { value: 'all', label: 'All columns' },
] as const;

const separators = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
] as const;

const hints: Record<Chosen['format'], string> = {
  csv: 'Opens anywhere. Excel may change long IDs and dates in a CSV; choose Excel workbook to keep them exact.',
  xlsx: 'Dates are dates, IDs stay text, and a second sheet describes the export.',
  json: 'For programs: the rows, and details of the export.',
  ndjson: 'For programs that read row by row.',
};

/** Which file. */
export function ExportChoices({ chosen, zone, onChange }: Props) {
  const { format, dialect } = chosen;
  return (
    <>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <Choice
          labelled
          label="Format"
          value={format}
          options={formats}
          onChange={(value) => onChange({ ...chosen, format: value })}
        />
        <Choice
          labelled
          label="Columns"
          value={chosen.columns}
          options={columns}
          onChange={(value) => onChange({ ...chosen, columns: value })}
        />
      </div>
      {format === 'csv' && (
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          <Choice
            labelled
            label="Separator"
            value={dialect.separator}
            options={separators}
            onChange={(separator) => onChange({ ...chosen, dialect: { ...dialect, separator } })}
          />
          <label className="inline-flex min-h-7 items-center gap-2">
            <input
              type="checkbox"
              className="accent-accent size-4"
              checked={dialect.bom}
              onChange={({ target }) =>
                onChange({ ...chosen, dialect: { ...dialect, bom: target.checked } })
              }
            />
            Add a UTF-8 byte order mark (for Excel)
          </label>
        </div>
      )}
      <p className="text-muted">
        {hints[format]} Every date and time appears twice: in {zone}, with its offset, and in UTC.
      </p>
    </>
  );
}
