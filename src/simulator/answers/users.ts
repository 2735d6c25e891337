/** The answers about users (docs/vault-api.md §8); a file of its own, as in the contract. */
import { people, type Person } from '../accounts.ts';
import type { Answers } from './context.ts';
import { VaultFailure } from './vault-failure.ts';

export const currentUser: Answers['currentUser'] = (_, { session }) => {
  if (session === undefined)
    throw new VaultFailure('INVALID_SESSION_ID', 'Invalid or expired session.');
  return { users: [recordOf(session.account)] };
};

/** User 1, Vault itself, and former users can't be looked up. */
export const user: Answers['user'] = ({ id }) => {
  const person = people.find((other) => String(other.id) === id);
  if (person === undefined)
    throw new VaultFailure('USER_NOT_FOUND', `The user [${id}] was not found.`);
  return { users: [recordOf(person)] };
};

/** By rising id (docs/vault-api.md §8). */
export const users: Answers['users'] = ({ limit = 200, start = 0 }) => {
  const page = people.toSorted((a, b) => a.id - b.id).slice(start, start + limit);
  return { users: page.map(recordOf), size: page.length, start, limit, sort: 'id asc' };
};

function recordOf(person: Person) {
  const user = {
    id: person.id,
    user_name__v: person.userName,
    user_first_name__v: person.firstName,
    user_last_name__v: person.lastName,
    user_email__v: person.userName,
    user_timezone__v: person.zone,
    user_locale__v: 'en_US',
    user_language__v: 'en',
    active__v: true,
  };
  return { user };
}
