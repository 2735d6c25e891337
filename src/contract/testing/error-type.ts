import * as v from 'valibot';

import { envelope } from '../envelope.ts';

/** For tests: the type of a failed answer's first error. */
export async function errorTypeOf(answer: Response): Promise<string | undefined> {
  return v.parse(envelope, await answer.json()).errors[0]?.type;
}
