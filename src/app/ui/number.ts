const formatter = new Intl.NumberFormat('en-GB');

/** A count with its thousands set apart. */
export function number(value: number): string {
  return formatter.format(value);
}
