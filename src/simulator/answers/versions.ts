/** The list of API versions: three a year (docs/vault-api.md §4). */
export function versions(host: string) {
  const names = Array.from({ length: 18 }, (_, at) =>
    [1, 2, 3].map((release) => `v${at + 8}.${release}`),
  ).flat();
  return {
    values: Object.fromEntries(names.map((name) => [name, `https://${host}/api/${name}`])),
  };
}
