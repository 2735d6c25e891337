/** Notices of a trouble, each with an id that no other has and that a repeat would have again. */
import { createHash } from 'node:crypto';

import type { Notice, NoticeKind } from '#contract/notifications.ts';
import { reminderText } from '#insight/notice-words.ts';

import type { OpenTrouble } from './memory.ts';
import type { Rules } from './rules.ts';

type About = Pick<OpenTrouble, 'key' | 'title' | 'jobs' | 'since'> & {
  now: number;
  failedAt?: number;
};

export function troubleOf(kind: NoticeKind, { now, ...about }: About): OpenTrouble {
  return { kind, ...about, saidAt: now, missing: 0 };
}

type Said = { now: number; text: string };

export function noticeOf(
  { kind, key, title, jobs, since }: OpenTrouble,
  change: Notice['change'],
  { now, text }: Said,
): Notice {
  const which = change === 'reminder' ? `${change} ${now}` : change;
  const id = createHash('sha256').update(`${kind} ${since} ${which} ${key}`).digest('base64url');
  const [jobId] = jobs;
  return {
    id: id.slice(0, 16),
    at: now,
    kind,
    change,
    title,
    ...(jobId !== undefined && { jobId }),
    text,
  };
}

/** Notes in the trouble that it was said. */
export function reminderOf(trouble: OpenTrouble, { now, rules }: { now: number; rules: Rules }) {
  const { kind, title, saidAt, since } = trouble;
  const afterMs = rules.wanted(kind, title)?.remindAfterMs ?? Infinity;
  if (now - saidAt < afterMs) return { trouble, notices: [] };
  const text = reminderText(kind, since, rules.zone);
  const reminded = { ...trouble, saidAt: now };
  return { trouble: reminded, notices: [noticeOf(reminded, 'reminder', { now, text })] };
}
