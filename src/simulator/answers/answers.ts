/**
 * Answers requests to the contract's endpoints. An endpoint without an answer, or an answer of
 * another shape than the contract reads, does not compile.
 */
import * as v from 'valibot';

import type { Endpoint } from '#contract/endpoint.ts';
import { vaultEndpoints, type VaultEndpointName } from '#contract/endpoints.ts';
import { parameter, readInstant } from '#contract/instant.ts';

import type { Answers, Context } from './context.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import { authenticate, endSession, keepAlive } from './sign-in.ts';
import { currentUser, user, users } from './users.ts';
import { VaultFailure } from './vault-failure.ts';

const answers: Answers = {
  monitors,
  histories,
  jobTasks,
  startNow,
  jobStatus,
  currentUser,
  user,
  users,
  authenticate,
  keepAlive,
  endSession,
};

type Received = { params: Record<string, string>; query: URLSearchParams; body: string };

/** What follows `responseStatus` on SUCCESS; throws a VaultFailure otherwise. */
export function answerEndpoint(
  name: VaultEndpointName,
  received: Received,
  context: Context,
): object {
  const { filterDates } = context.world.switches;
  const query = filterDates === 'strict' ? received.query : withPlainDates(received.query);
  const input = readInput(vaultEndpoints[name], { ...received, query });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of one row of both tables agree, but not by a variable name
  const answer = answers[name] as (asked: unknown, context: Context) => object;
  return answer(input, context);
}

/**
 * Veeva's own tests filter by the text that Java makes of a date and zone, such as
 * `2026-11-25T14:02:19.990451414Z[Etc/UTC]`, and succeed (docs/vault-api.md §7).
 */
function withPlainDates(query: URLSearchParams): URLSearchParams {
  const plain = new URLSearchParams(query);
  for (const name of ['start_date', 'end_date']) {
    const date = query.get(name);
    if (date !== null) plain.set(name, plainDate(date));
  }
  return plain;
}

/** A day with a time and an offset, as RFC 3339 has it; seconds and a zone in brackets may follow. */
const dateWithOffset =
  /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:(Z)|([+ -]\d{2}:?\d{2}))(?:\[[\w/+-]+\])?$/i;

/** In UTC and to the second, as the contract has it; any other text as it is, to be refused. */
function plainDate(date: string): string {
  const [, local, utc, offset = ''] = dateWithOffset.exec(date) ?? [];
  if (local === undefined) return date;
  // An unescaped plus arrives as a space.
  const moment = readInstant(`${local}${utc ?? offset.replace(' ', '+')}`, 'utc');
  return moment === undefined ? date : parameter(moment);
}

/** Reads a request with the contract's own schemas; refuses a bad value as Vault does. */
function readInput(endpoint: Endpoint, { params, query, body }: Received) {
  return {
    ...parse(endpoint.params, params),
    ...parse(endpoint.query, knownFields(endpoint.query, query)),
    ...parse(endpoint.body, knownFields(endpoint.body, new URLSearchParams(body))),
  };
}

/** Vault ignores names that it does not know. */
function knownFields(schema: Endpoint['query'], fields: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema.entries).flatMap((name) => {
      const value = fields.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function parse(schema: Endpoint['query'], fields: Record<string, string>) {
  const result = v.safeParse(schema, fields);
  if (result.success) return result.output;
  const name = v.getDotPath(result.issues[0]) ?? '';
  if (name === 'password')
    throw new VaultFailure('NO_PASSWORD_PROVIDED', 'No password was given.', {
      errorType: 'AUTHENTICATION_FAILED',
    });
  if (fields[name] === undefined)
    throw new VaultFailure('PARAMETER_REQUIRED', `Missing parameter [${name}].`);
  throw new VaultFailure(
    'INVALID_DATA',
    `Invalid value [${fields[name]}] for parameter [${name}].`,
  );
}
