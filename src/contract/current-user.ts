/** A user's record, and the viewer's own (docs/vault-api.md §8). */
import * as v from 'valibot';

import { endpoint } from './endpoint.ts';
import { optionalFlag, optionalText, userId } from './field.ts';

const record = v.looseObject({
  id: userId,
  user_name__v: optionalText,
  user_first_name__v: optionalText,
  user_last_name__v: optionalText,
  user_email__v: optionalText,
  user_timezone__v: optionalText,
  user_locale__v: optionalText,
  user_language__v: optionalText,
  active__v: optionalFlag,
});

type WireUser = { user: v.InferInput<typeof record> } | v.InferInput<typeof record>;

const anyUser: v.GenericSchema<WireUser, unknown> = v.custom<WireUser>(() => true);

/** Some answers lack the inner `user` wrapper (docs/vault-api.md §8). */
export const userEntry = v.pipe(
  anyUser,
  v.transform((value) =>
    typeof value === 'object' && value !== null && 'user' in value ? value.user : value,
  ),
  record,
);

export function userOf(entry: v.InferOutput<typeof record>) {
  const fullName = [entry.user_first_name__v, entry.user_last_name__v].filter(Boolean).join(' ');
  return {
    id: entry.id,
    userName: entry.user_name__v,
    /** What to call them; undefined where Vault gives neither name nor user name. */
    name: fullName === '' ? entry.user_name__v : fullName,
    /** IANA zone. */
    zone: entry.user_timezone__v,
    active: entry.active__v,
  };
}

export const userAnswer = () =>
  v.pipe(
    v.looseObject({ users: v.tupleWithRest([userEntry], userEntry) }),
    v.transform(({ users: [first] }) => userOf(first)),
  );

/** A name hardly ever changes within a session, and nor does the right to read it. */
export const keep = { keepMs: 300_000, keepRefusedMs: 3_600_000 };

export const currentUser = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/objects/users/me',
  ...keep,
  answer: userAnswer,
});
