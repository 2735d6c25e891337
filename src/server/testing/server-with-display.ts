/** For tests: a test server, and a browser that has opened the link of its displays. */
import * as v from 'valibot';

import { readSession } from '#contract/session.ts';

import { testServer } from './test-server.ts';

export const token = 'simulated-display-token-0123456789';

export async function serverWithDisplay(environment: Record<string, string> = {}) {
  const made = testServer({
    DISPLAY_USERNAME: 'reader@vault.test',
    DISPLAY_PASSWORD: 'simulated',
    DISPLAY_TOKEN: token,
    ...environment,
  });
  const open = async () => {
    const answer = await made.ask(`/display/${token}?views=now`);
    return { headers: { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' } };
  };
  const screen = await open();
  let signIns = 0;
  return {
    ...made,
    open,
    screen,
    look: (path: string) => made.ask(path, screen),
    logged: () =>
      made.lines
        .filter((line) => line.includes('"event":"display"'))
        .map((line) => /"outcome":"([^"]*)"/.exec(line)?.[1] ?? ''),
    /** How often Vault was asked for it, worked or not, since this was last called. */
    signIns: () => {
      const all = made.called('authenticate').length;
      const since = all - signIns;
      signIns = all;
      return since;
    },
  };
}

export async function isDisplay(answer: Response): Promise<boolean> {
  const session = v.parse(readSession.answer('utc'), await answer.json());
  return session.kind === 'signed-in' && session.display;
}
