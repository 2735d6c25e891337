/** The fixed parts of a workbook of two sheets, in the order of elements that ECMA-376 demands. */
export const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const contentTypes =
  `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${contentType}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`;

export const rootLinks = relations(['officeDocument', 'xl/workbook.xml']);

export const links = relations(
  ['worksheet', 'worksheets/sheet1.xml'],
  ['worksheet', 'worksheets/sheet2.xml'],
  ['styles', 'styles.xml'],
);

function relations(...targets: [type: string, target: string][]): string {
  const written = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relation}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${written.join('')}</Relationships>`;
}

/** Excel keeps the area of an autofilter under a hidden name as well. */
export function workbook(area: string): string {
  const fixed = area.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  return (
    `${declaration}<workbook ${main} xmlns:r="${relation}"><bookViews><workbookView/></bookViews>` +
    '<sheets><sheet name="Jobs" sheetId="1" r:id="rId1"/><sheet name="About" sheetId="2" r:id="rId2"/></sheets>' +
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Jobs!${fixed}</definedName></definedNames></workbook>`
  );
}

/** Up to and with the start of the rows; the header row stays in view. */
export function sheetHead(widths: readonly number[]): string {
  return (
    `${declaration}<worksheet ${main}><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>' +
    `</sheetView></sheetViews>${columns(widths)}<sheetData>`
  );
}

export function sheetTail(area: string): string {
  return `</sheetData><autoFilter ref="${area}"/></worksheet>`;
}

export function plainSheet(widths: readonly number[], rows: string): string {
  return `${declaration}<worksheet ${main}>${columns(widths)}<sheetData>${rows}</sheetData></worksheet>`;
}

function columns(widths: readonly number[]): string {
  const written = widths.map(
    (width, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<cols>${written.join('')}</cols>`;
}

/** More than this in a cell, and Excel calls the whole file damaged. */
const longest = 32_767;

// oxlint-disable-next-line no-control-regex -- XML has no way to say these
const special = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff&<>]|_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * What XML can't hold is written `_xHHHH_`, and so is text that only looks like it (ECMA-376,
 * ST_Xstring): Excel reads the very characters back. A carriage return would come back as a feed.
 */
function xmlText(text: string): string {
  const fitting = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return fitting.replace(special, (character) => entities[character] ?? escaped(character));
}

const entities: Partial<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** `A`, `Z`, `AA` for the columns 0, 25, 26. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

export function textCell(address: string, text: string, style: number): string {
  // Spaces at the ends are dropped unless they are asked to stay.
  const space = text.trim().length === text.length ? '' : ' xml:space="preserve"';
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t${space}>${xmlText(text)}</t></is></c>`;
}

export function numberCell(address: string, value: number, style: number): string {
  return `<c r="${address}" s="${style}"><v>${value}</v></c>`;
}
