/**
 * A key for each row, by its id. A row that stays keeps its key; one that comes takes the key of one
 * that goes, and with it the elements on the page: to write other texts into those of fifty rows takes
 * a browser half as long as to make new ones. `focused` leaves its key to none: who works by keyboard
 * would be at another row without having moved.
 */
export function nextRowKeys(
  before: ReadonlyMap<string, number>,
  ids: readonly string[],
  focused: string | undefined,
): ReadonlyMap<string, number> {
  if (before.size === ids.length && ids.every((id) => before.has(id))) return before;
  const staying = new Set(ids);
  const free = [...before]
    .filter(([id]) => !staying.has(id) && id !== focused)
    .map(([, key]) => key);
  let unused = Math.max(-1, ...before.values()) + 1;
  const keys = ids.map((id) => before.get(id) ?? free.shift() ?? unused++);
  return new Map(ids.map((id, place) => [id, keys[place] ?? place]));
}
