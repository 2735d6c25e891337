/**
 * Fields of Vault's answers, each with the exact type that travels (which the simulator must
 * write) and forgiving in what it reads: a strange value is absent, it never takes a row along.
 */
import * as v from 'valibot';

import { cut } from './fault.ts';
import { type Instant, readInstant, type VaultTimes } from './instant.ts';
import { isKnownStatus } from './status.ts';

const isId = (value: unknown) =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.trim() !== '');

/**
 * Ids come as number or as string, by endpoint and version; kept as text (docs/vault-api.md §1b).
 */
export const id = v.pipe(
  v.custom<number | string>(isId),
  v.transform((value) => String(value).trim()),
);

export const jobId = v.pipe(id, v.brand('JobId'));

export const userId = v.pipe(id, v.brand('UserId'));

const isPathId = (value: unknown) =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);

/** Ids as they stand in a path: nothing that could lead to another path. */
export const idParam = v.custom<string>(isPathId);

/** Of other endpoints, in the place of a job's id. */
const reserved = new Set<unknown>(['monitors', 'histories', 'start_now']);

export const jobIdParam = v.custom<string>((value) => isPathId(value) && !reserved.has(value));

/** An address of the app may contain anything; only what can be an id is sent to Vault. */
export function isJobId(text: string): boolean {
  return v.is(jobIdParam, text);
}

/**
 * Whatever a field holds, and null where it is missing: to be piped into a transform that reads what
 * it can. `Wire` is what Vault writes.
 */
export function anything<Wire>(): v.OptionalSchema<v.GenericSchema<Wire | null, unknown>, null> {
  return v.optional(
    v.custom<Wire | null>(() => true),
    null,
  );
}

/** Text, or undefined where there is none. */
export const optionalText = v.pipe(
  anything<string>(),
  v.transform((value) =>
    typeof value === 'string'
      ? whole(value)
      : typeof value === 'number'
        ? String(value)
        : undefined,
  ),
);

/**
 * With what no address and no file can hold, half of a character that takes two, as these write it:
 * by its link a title would not be found.
 */
function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd');
}

/** An id that may be missing or strange. */
export const optionalUserId = v.pipe(
  anything<number | string>(),
  v.transform((value) => {
    const read = v.safeParse(userId, value);
    return read.success ? read.output : undefined;
  }),
);

export const optionalFlag = v.pipe(
  anything<boolean>(),
  v.transform((value) => (typeof value === 'boolean' ? value : undefined)),
);

/**
 * The set of statuses is open: no list is complete (docs/vault-api.md §12.5). A known one is spelt
 * as in `knownStatuses`, any other stays as Vault wrote it; empty where Vault wrote none.
 */
export const status = v.pipe(
  anything<string>(),
  v.transform((written) => {
    const raw = typeof written === 'string' ? whole(written.trim()) : '';
    const upper = raw.toUpperCase();
    return isKnownStatus(upper) ? upper : raw;
  }),
);

export type Rows<T> = { readable: T[]; unreadable: number };

/** A list in which an unreadable row is counted and takes nothing with it; undefined if there is none. */
export function rowsOf<Row extends v.GenericSchema>(row: Row) {
  return v.pipe(
    anything<v.InferInput<Row>[]>(),
    v.transform((values): Rows<v.InferOutput<Row>> | undefined => {
      if (!Array.isArray(values)) return undefined;
      const list: unknown[] = values;
      const readable = list.flatMap((value) => {
        // Valibot takes an array for an object.
        if (Array.isArray(value)) return [];
        const parsed = v.safeParse(row, value);
        return parsed.success ? [parsed.output] : [];
      });
      return { readable, unreadable: list.length - readable.length };
    }),
  );
}

export type DistinctRows<T> = Rows<T> & {
  /** How many rows repeated the id of another one, and are left out. */
  repeated: number;
};

/**
 * The same for rows with an id. Nothing promises that an id stands on a page once, and no list that
 * is shown, counted or exported may hold a row twice: here every list is read. `later` chooses of
 * two rows of one id, in the order of the page.
 */
export function distinctRowsOf<Row extends v.GenericSchema<unknown, { id: string }>>(
  row: Row,
  later: (one: v.InferOutput<Row>, other: v.InferOutput<Row>) => v.InferOutput<Row> = (_, other) =>
    other,
) {
  return v.pipe(
    rowsOf(row),
    v.transform((rows): DistinctRows<v.InferOutput<Row>> | undefined => {
      if (rows === undefined) return undefined;
      const { readable, unreadable } = rows;
      const byId = new Map<string, v.InferOutput<Row>>();
      for (const one of readable) {
        const before = byId.get(one.id);
        byId.set(one.id, before === undefined ? one : later(before, one));
      }
      return { readable: [...byId.values()], unreadable, repeated: readable.length - byId.size };
    }),
  );
}

/** A date of Vault, or, where it can't be read, what stands in its place. */
type VaultDate = { at: Instant | undefined; unreadable: string | undefined };

/** Schema of a date field of an answer. Its wire type is text. */
export function vaultDate(times: VaultTimes) {
  return v.pipe(
    anything<string>(),
    v.transform((written): VaultDate => {
      const at = readInstant(written, times);
      const isAbsent = written === undefined || written === null || written === '';
      return { at, unreadable: at !== undefined || isAbsent ? undefined : asText(written) };
    }),
  );
}

function asText(written: unknown): string {
  return cut(typeof written === 'string' ? written : JSON.stringify(written), 100);
}

type JobDate = 'created' | 'modified' | 'start' | 'end';
type JobDates = {
  created_date: VaultDate;
  modified_date?: VaultDate;
  run_start_date: VaultDate;
  run_end_date: VaultDate;
};

/** Of a job's dates those that can't be read, as Vault wrote them; nothing where all can. */
export function unreadableDates(row: JobDates): { unreadable?: Partial<Record<JobDate, string>> } {
  const { created_date, modified_date, run_start_date, run_end_date } = row;
  const created = created_date.unreadable;
  const modified = modified_date?.unreadable;
  const [start, end] = [run_start_date.unreadable, run_end_date.unreadable];
  if ((created ?? modified ?? start ?? end) === undefined) return {};
  return {
    unreadable: {
      ...(created !== undefined && { created }),
      ...(modified !== undefined && { modified }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    },
  };
}
