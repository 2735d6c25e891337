/**
 * People (docs/vault-api.md §8). Their names are a courtesy: nothing may wait for them. Apart from
 * `current-user.ts`, which is all that the first page loads.
 */
import * as v from 'valibot';

import { keep, userAnswer, userEntry, userOf } from './current-user.ts';
import { endpoint } from './endpoint.ts';
import { idParam, rowsOf } from './field.ts';
import { pageQuery } from './page.ts';

export const user = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/objects/users/{id}',
  params: { id: idParam },
  ...keep,
  answer: userAnswer,
});

/** All of them, page by page: many names in one call. */
export const users = endpoint({
  of: 'vault',
  method: 'GET',
  path: '/objects/users',
  query: { limit: pageQuery.limit, start: pageQuery.offset },
  ...keep,
  answer: () =>
    v.pipe(
      v.looseObject({ users: rowsOf(userEntry) }),
      v.transform(({ users: rows }) => ({
        users: (rows?.readable ?? []).map(userOf),
        /** Of this page, those that can't be read included. */
        size: rows === undefined ? 0 : rows.readable.length + rows.unreadable,
      })),
    ),
});
