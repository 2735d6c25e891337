/** How the URL's search is written: flat names, a list as a repeated name, nothing as JSON. */

type Written = string | string[];

export function parseSearch(text: string): Record<string, Written> {
  const search = new Map<string, Written>(); // an object would know `constructor` and `__proto__`
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search.get(name);
    search.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(search);
}

/** Of text, numbers and booleans, and lists of these: a route's schema has nothing else. */
export function writeSearch(search: Record<string, unknown>): string {
  const written: string[] = [];
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value.flat() : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') {
        written.push(`${encoded(name)}=${encoded(String(one))}`);
      }
    }
  }
  return written.length === 0 ? '' : `?${written.join('&')}`;
}

/** What URLSearchParams leaves as it is; it takes ten times as long, for each of a thousand links. */
const plain = /^[\w.*-]*$/;

function encoded(text: string): string {
  return plain.test(text) ? text : new URLSearchParams([['', text]]).toString().slice(1);
}
