/**
 * Why a call failed or what Vault warns of, in whatever shape it comes: documented is a list of
 * objects with `type` and `message`, and others are met (docs/vault-api.md §5).
 */

/** `type` is empty where Vault gives none. Both are text that others wrote, cut to a bounded length. */
export type Fault = { type: string; message: string };

/** In order of preference. A warning's type has two names (docs/vault-api.md §2). */
const typeKeys = ['type', 'error_type', 'errorType', 'warning_type', 'warningType', 'code'];
const messageKeys = [
  'message',
  'description',
  'errorMessage',
  'error_description',
  'detail',
  'reason',
  'responseMessage',
];

const mostFaults = 20;
const longestMessage = 500;
const longestType = 100;
/** Deeper nesting is no reason that anybody wrote. */
const mostLevels = 3;

/** Without duplicates: the pages of a list mostly carry the same warnings. */
export function distinctFaults(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.type} ${fault.message}`, fault])).values()];
}

/**
 * All reasons in a value of any shape. Those that have a type come first: only a type says what to
 * do about a failure.
 */
export function faultsIn(value: unknown): Fault[] {
  const found = read(value, mostLevels).slice(0, mostFaults);
  return [...found.filter(({ type }) => type !== ''), ...found.filter(({ type }) => type === '')];
}

function read(value: unknown, levels: number): Fault[] {
  if (levels === 0) return [];
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.flatMap((item) => read(item, levels - (Array.isArray(item) ? 1 : 0)));
  }
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const type = textIn(fields, typeKeys);
  const message = textIn(fields, messageKeys);
  if (type !== '') {
    return [{ type: cut(type, longestType).toUpperCase(), message: cut(message, longestMessage) }];
  }
  if (message !== '') return ofText(message);
  // Nested one deeper, or a map of type to text.
  const inner = fields.get('error') ?? fields.get('errors');
  if (inner !== undefined) return read(inner, levels - 1);
  return [...fields].flatMap(([key, text]) =>
    isType.test(key) && typeof text === 'string'
      ? [{ type: cut(key, longestType), message: cut(text, longestMessage) }]
      : [],
  );
}

const isType = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/**
 * `INVALID_SESSION_ID`, alone or before a colon or a dash and what it means. Before a space, a comma
 * or a hyphen it may be a word of the sentence.
 */
const typeBefore = /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:\s*:\s*|\s+[–—-]\s+|$)/;

function ofText(text: string): Fault[] {
  const whole = text.trim();
  if (whole === '') return [];
  const [before = '', type = ''] = typeBefore.exec(whole) ?? [];
  return [
    {
      type: cut(type, longestType),
      message: cut(whole.slice(before.length), longestMessage),
    },
  ];
}

function textIn(fields: ReadonlyMap<string, unknown>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = fields.get(key);
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return '';
}

/** Without the space around it, and never cut in the middle of a character. */
export function cut(text: string, longest: number): string {
  const whole = text.trim();
  return whole.length <= longest
    ? whole
    : `${whole.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
