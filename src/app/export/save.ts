/** Gives a file to the browser's downloads. */
export function save(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser begins to read only after the click; a minute is long enough even for asking where.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
