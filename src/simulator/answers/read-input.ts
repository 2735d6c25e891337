/** Reads a request by the contract's own schemas; a bad value is refused as Vault would. */
import type { z } from 'zod';

import type { Endpoint } from '#contract/endpoint.ts';

import { Refusal } from './refusal.ts';

type Received = { params: Record<string, string>; query: URLSearchParams; body: string };

export function read(endpoint: Endpoint, { params, query, body }: Received) {
  return {
    ...parsed(endpoint.params, params),
    ...parsed(endpoint.query, known(endpoint.query, query)),
    ...parsed(endpoint.body, known(endpoint.body, new URLSearchParams(body))),
  };
}

/** Vault overlooks names that it does not know. */
function known(schema: z.ZodObject, fields: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = fields.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function parsed(schema: z.ZodObject, fields: Record<string, string>) {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  const name = String(result.error.issues[0]?.path[0] ?? '');
  if (name === 'password')
    throw new Refusal('NO_PASSWORD_PROVIDED', 'No password was given.', {
      errorType: 'AUTHENTICATION_FAILED',
    });
  if (fields[name] === undefined)
    throw new Refusal('PARAMETER_REQUIRED', `Missing parameter [${name}].`);
  throw new Refusal('INVALID_DATA', `Invalid value [${fields[name]}] for parameter [${name}].`);
}
