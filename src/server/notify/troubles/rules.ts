/** Which troubles are reported: the file of NOTIFY_RULES, or what is reported without one. */
import * as v from 'valibot';

import { type NoticeKind, noticeKinds } from '#contract/notifications.ts';
import { isZone } from '#contract/zone.ts';
import { wordTest } from '#insight/status/title-search.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty.'), v.maxLength(1_000));
const textsMessage = 'must be text, or a list of texts.';
const texts = v.pipe(
  v.union([text, v.pipe(v.array(text), v.nonEmpty(textsMessage))], textsMessage),
  v.transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)),
);

function count(most: number) {
  const message = `must be a number above 0, up to ${most}.`;
  return v.pipe(v.number(message), v.gtValue(0, message), v.maxValue(most, message));
}

const kindsMessage = `must be one of ${noticeKinds.join(', ')}, or a list of them.`;

const kind = v.picklist(noticeKinds, kindsMessage);
const kinds = v.pipe(
  v.union([kind, v.pipe(v.array(kind), v.nonEmpty(kindsMessage))], kindsMessage),
  v.transform((value): readonly NoticeKind[] => (typeof value === 'string' ? [value] : value)),
);

const rule = v.pipe(
  v.strictObject({
    when: kinds,
    /** Only titles that have all words of one of these. */
    title: v.optional(texts),
    except: v.optional(texts),
    remindAfterHours: v.optional(count(720)),
    afterMinutes: v.optional(count(1_440)),
  }),
  v.check(
    ({ when, afterMinutes }) => afterMinutes === undefined || when.includes('unreachable'),
    'has afterMinutes, which only "unreachable" waits for.',
  ),
);

const file = v.strictObject({
  titles: v.optional(v.boolean('must be true or false.'), true),
  zone: v.optional(
    v.pipe(v.string(), v.check(isZone, 'must be "UTC" or an IANA zone such as Europe/Berlin.')),
    'UTC',
  ),
  rules: v.optional(v.pipe(v.array(rule), v.nonEmpty('must have at least one rule.')), [
    { when: ['failing', 'overdue', 'stuck'] },
  ]),
});

/** What is to be reported of a trouble; undefined for nothing. */
export type Wanted = { remindAfterMs: number | undefined; afterMs: number };

export type Rules = {
  /** Whether titles may leave this server. */
  titles: boolean;
  /** On whose clocks messages say when something was. */
  zone: string;
  /** By the first rule that fits. */
  wanted: (kind: NoticeKind, title: string) => Wanted | undefined;
  /** Whether anything is to be known of how long a title usually takes. */
  needsUsual: (title: string) => boolean;
};

type Read = { rules: Rules; faults: [] } | { rules: undefined; faults: string[] };

/** Each fault is a sentence that names where in the file it is. */
export function readRules(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { rules: undefined, faults: ['is not JSON.'] };
  }
  if (Array.isArray(json))
    return { rules: undefined, faults: ['must be an object: { "rules": … }.'] };
  const read = v.safeParse(file, json);
  if (read.success) return { rules: rulesOf(read.output), faults: [] };
  return { rules: undefined, faults: read.issues.map(faultOf) };
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${path}: is not a setting.`;
  if (issue.type === 'strict_object' && issue.received === 'undefined')
    return `${path}: is missing.`;
  const message = /^(?:must|has)/.test(issue.message)
    ? issue.message
    : `must be ${issue.expected}.`;
  return path === null ? `the file ${message}` : `${path}: ${message}`;
}

export const defaultRules: Rules = rulesOf(v.parse(file, {}));

function rulesOf({ titles, zone, rules }: v.InferOutput<typeof file>): Rules {
  const tests = rules.map(({ title = [''], except = [], ...rule }) => ({
    ...rule,
    title: title.map((words) => wordTest(words)),
    except: except.map((words) => wordTest(words)),
  }));
  const wanted: Rules['wanted'] = (kind, text) => {
    const found = tests.find(
      ({ when, title, except }) =>
        when.includes(kind) &&
        (kind === 'unreachable' ||
          (title.some((test) => test(text)) && !except.some((test) => test(text)))),
    );
    if (found === undefined) return undefined;
    const { remindAfterHours: hours, afterMinutes = 15 } = found;
    return {
      remindAfterMs: hours === undefined ? undefined : hours * hourMs,
      afterMs: kind === 'unreachable' ? afterMinutes * minuteMs : 0,
    };
  };
  return { titles, zone, wanted, needsUsual: (title) => wanted('long', title) !== undefined };
}
