/** Made when it is first asked for: a browser's first use of Intl takes longer than most modules. */
let formatter: Intl.NumberFormat | undefined;

/** A count with its thousands set apart. */
export function number(value: number): string {
  formatter ??= new Intl.NumberFormat('en-GB');
  return formatter.format(value);
}

/** A count with what it counts: `1 job`, `1,200 jobs`. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : several}`;
}
