/** Looks of cells in a workbook, by the order in which its styles list them. */
import { offsetText } from '../zoned-text.ts';

const standard = ['header', 'id', 'text', 'instant', 'clock', 'number'] as const;

/** Index 0 is the look of a cell without one. */
export const fixedStyle = {
  header: 1,
  id: 2,
  text: 3,
  instant: 4,
  clock: 5,
  number: 6,
  seconds: 6,
  zoned: 3,
} as const;

/** Ids under 164 are Excel's own: 46 is [h]:mm:ss, 49 is text. */
const firstOwn = 164;
const moment = String.raw`yyyy\-mm\-dd\ hh:mm:ss`;

export type Styles = {
  /** The look of a moment on clocks that are so far ahead of UTC. */
  zoned: (offset: number) => number;
  xml: () => string;
};

export function styles(): Styles {
  const zoned = new Map<number, number>();
  return {
    zoned(offset) {
      const known = zoned.get(offset);
      if (known !== undefined) return known;
      const made = standard.length + 1 + zoned.size;
      zoned.set(offset, made);
      return made;
    },
    xml: () => xml([...zoned.keys()]),
  };
}

function xml(offsets: readonly number[]): string {
  const formats = [
    moment,
    ...offsets.map((offset) => String.raw`${moment}\ &quot;${offsetText(offset)}&quot;`),
  ];
  const cellFormats = [
    format(0),
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    format(49),
    // The mark of text: it stays text when somebody edits the cell, even if it reads =1+1.
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
    format(firstOwn),
    format(46),
    format(0),
    ...offsets.map((_, index) => format(firstOwn + 1 + index)),
  ];
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<numFmts count="${formats.length}">${formats.map((code, index) => `<numFmt numFmtId="${firstOwn + index}" formatCode="${code}"/>`).join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
    '</styleSheet>'
  );
}

function format(id: number): string {
  return `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
}
