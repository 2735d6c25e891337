/** People (docs/vault-api.md §8). Their names are a courtesy: nothing may wait for them. */
import { endpoint } from './endpoint.ts';
import { idParam, optionalFlag, optionalText, userId } from './field.ts';
import * as z from './zod.ts';

const record = z.looseObject({
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

type WireUser = { user: z.input<typeof record> } | z.input<typeof record>;

/** Some answers lack the inner `user` wrapper (docs/vault-api.md §8). */
const wrapped = z
  .custom<WireUser>()
  .transform((value: unknown) =>
    typeof value === 'object' && value !== null && 'user' in value ? value.user : value,
  )
  .pipe(record);

const userAnswer = () =>
  z.looseObject({ users: z.array(wrapped).min(1) }).transform(({ users: [first] }, context) => {
    if (first === undefined) {
      context.addIssue('no user in the answer');
      return z.NEVER;
    }
    const fullName = [first.user_first_name__v, first.user_last_name__v].filter(Boolean).join(' ');
    return {
      id: first.id,
      userName: first.user_name__v,
      /** What to call them; undefined where Vault gives neither name nor user name. */
      name: fullName === '' ? first.user_name__v : fullName,
      /** IANA zone. */
      zone: first.user_timezone__v,
      active: first.active__v,
    };
  });

export type User = z.output<ReturnType<typeof userAnswer>>;

/** A name hardly ever changes within a session. */
const keepMs = 300_000;

export const currentUser = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/objects/users/me',
  keepMs,
  answer: userAnswer,
});

export const user = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/objects/users/{id}',
  params: { id: idParam },
  keepMs,
  answer: userAnswer,
});
