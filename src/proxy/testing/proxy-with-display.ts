/** For tests: a test proxy with wall displays, and a browser that opens their link. */
import * as v from 'valibot';

import { readSession } from '#contract/session.ts';

import { testProxy } from './test-proxy.ts';

export const token = '0123456789abcdef0123456789abcdef-_AZ';
const display = {
  DISPLAY_USERNAME: 'wall',
  DISPLAY_PASSWORD: 'right',
  DISPLAY_TOKEN: token,
};
export function proxyWithDisplay(environment = {}) {
  const proxy = testProxy({ environment: { ...display, ...environment } });
  /** Opens the link as a browser does. */
  async function open(path = `/display/${token}`, sent: Record<string, string> = {}) {
    const answer = await proxy.ask(path, { headers: sent });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { answer, cookie, headers: { cookie } };
  }
  const kindOf = async (cookie: string, { ask } = proxy) => {
    const answer: unknown = await (await ask('/api/session', { headers: { cookie } })).json();
    const session = v.parse(readSession.answer('utc'), answer);
    return session.kind === 'signed-in' && session.display ? 'display' : session.kind;
  };
  return { ...proxy, open, kindOf };
}
