/** How many rows a second have come lately. */
const readings = 20;

export function rate() {
  let came: { rows: number; at: number }[] = [];
  return {
    came: (rows: number, at: number) => {
      came = [...came.slice(1 - readings), { rows, at }];
    },
    perSecond: (): number => {
      const [first, ...rest] = came;
      const last = rest.at(-1);
      if (first === undefined || last === undefined || last.at <= first.at) return 0;
      return (rest.reduce((sum, { rows }) => sum + rows, 0) * 1_000) / (last.at - first.at);
    },
  };
}
