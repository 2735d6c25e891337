/** What has to be known of the past to say each thing once: small, and stored as it is. */
import * as v from 'valibot';

import { noticeKinds } from '#contract/notifications.ts';

/** Moments are milliseconds since 1970, by Vault's clock. */
const trouble = v.object({
  kind: v.picklist(noticeKinds),
  /** Of the title, or of a job without one. */
  key: v.string(),
  title: v.string(),
  /** The jobs that it is about; of a title that fails, its newest failure. */
  jobs: v.array(v.string()),
  since: v.number(),
  /** When the newest failure of a title that fails was over. */
  failedAt: v.optional(v.number()),
  saidAt: v.number(),
  /** How often in a row none of its jobs stood in any list. */
  missing: v.number(),
});

export type OpenTrouble = v.InferOutput<typeof trouble>;

/** As pairs, since a title may be any text, such as `__proto__`. */
function map<Value extends v.GenericSchema>(value: Value) {
  return v.pipe(
    v.array(v.tuple([v.string(), value])),
    v.transform((pairs): ReadonlyMap<string, v.InferOutput<Value>> => new Map(pairs)),
  );
}

export const memory = v.object({
  /** Everything that ended between these two is known. */
  knownSince: v.nullable(v.number()),
  knownUntil: v.nullable(v.number()),
  /** Since when nobody can say how jobs are. */
  unknownSince: v.nullable(v.number()),
  troubles: v.array(trouble),
  /** What is over does not begin again by what was before: until when, by `closedKey`. */
  closed: map(v.number()),
  /** When each job in a queue was first seen there. */
  queued: map(v.number()),
  /** How long the last successful runs of a title took, where a rule wants to know. */
  took: map(v.object({ until: v.number(), ms: v.array(v.number()) })),
});

export type Memory = v.InferOutput<typeof memory>;

export const nothingKnown: Memory = {
  knownSince: null,
  knownUntil: null,
  unknownSince: null,
  troubles: [],
  closed: new Map(),
  queued: new Map(),
  took: new Map(),
};

/** Maps as the pairs that `memory` reads. */
export function encoded(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Map ? Array.from(inner) : inner,
  );
}
