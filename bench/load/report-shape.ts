/** What the Vault of a load run reports of the calls that it got. */
import * as v from 'valibot';

const call = v.object({
  user: v.string(),
  /** Method and path. */
  path: v.string(),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** When whoever asked had its answer, or was gone. */
  until: v.optional(v.number()),
  /** Whoever asked was gone before the answer. */
  isLost: v.optional(v.boolean()),
});

export type VaultCall = v.InferOutput<typeof call>;

/** How long Vault takes for a start. */
export const startMs = 500;

export const report = v.object({ calls: v.array(call) });
export const opened = v.object({ port: v.number() });
