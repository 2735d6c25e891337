/** What the server reports by itself, by webhook and mail, and how it fared. */
import * as v from 'valibot';

import { endpoint } from './endpoint.ts';

/** `unreachable`: for so long nobody could say how jobs are. The others are of one title each. */
export const noticeKinds = ['failing', 'overdue', 'stuck', 'long', 'unreachable'] as const;

export type NoticeKind = (typeof noticeKinds)[number];

const noticeChanges = ['began', 'ended', 'reminder'] as const;

/** One thing that is said to everybody who is to know. Moments are milliseconds since 1970. */
export const notice = v.object({
  id: v.string(),
  /** By Vault's clock. */
  at: v.number(),
  kind: v.picklist(noticeKinds),
  change: v.picklist(noticeChanges),
  /** Empty for a job without one, and for `unreachable`. */
  title: v.string(),
  jobId: v.optional(v.string()),
  /** In words, without the title. */
  text: v.string(),
});

export type Notice = v.InferOutput<typeof notice>;

const outcomes = ['delivered', 'retrying', 'refused', 'given up'] as const;

/** One message to one address, with all that was to be said then. */
export const delivery = v.object({
  id: v.string(),
  /** When it was last tried. */
  at: v.number(),
  to: v.string(),
  /** Of the address alone: the rest of it is a secret. */
  host: v.string(),
  outcome: v.picklist(outcomes),
  /** Such as `HTTP 404`; empty where there is nothing to add. */
  detail: v.string(),
  attempts: v.number(),
  notices: v.array(v.pick(notice, ['at', 'kind', 'change', 'title'])),
});

export type Delivery = v.InferOutput<typeof delivery>;

const report = v.variant('kind', [
  /** No address is set. */
  v.object({ kind: v.literal('off') }),
  /** It is on, and about jobs that this viewer may not read. */
  v.object({ kind: v.literal('hidden') }),
  v.object({
    kind: v.literal('on'),
    sinks: v.array(v.object({ to: v.string(), host: v.string(), waiting: v.number() })),
    titles: v.boolean(),
    /** Since when nobody can say how jobs are, and why. */
    unknown: v.optional(v.object({ since: v.number(), reason: v.string() })),
    /** Why what is known could not be stored. */
    notStored: v.optional(v.string()),
    /** The newest first. */
    deliveries: v.array(delivery),
  }),
]);

export type NotificationReport = v.InferOutput<typeof report>;

export const notifications = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/notifications',
  answer: () =>
    v.pipe(
      v.object({ data: report }),
      v.transform(({ data }) => data),
    ),
});
