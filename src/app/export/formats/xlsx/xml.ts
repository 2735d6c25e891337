/** Text and addresses as a workbook's XML has them. */

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
