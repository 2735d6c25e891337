/** For tests: a test proxy, a signed-in user, and a job whose status has links. */
import type { Environment } from '../config.ts';
import { testProxy, success, fakeVault } from './test-proxy.ts';

export const content = '/api/v25.2/services/file_staging/items/content/u5/export.zip';
export const link = {
  rel: 'content',
  href: content,
  method: 'GET',
  accept: 'application/octet-stream',
};

type Options = {
  links?: unknown;
  file?: (request: Request) => Response | Promise<Response>;
  environment?: Environment;
};

/** Signs in as Ada, for whom job 12 has these links; for others it has none. */
export async function proxyWithLinks({
  links = [link],
  file = () => zip('bytes'),
  environment = {},
}: Options = {}) {
  const proxy = testProxy({
    environment,
    upstream: fakeVault((request) => {
      const { pathname } = new URL(request.url);
      const isAda = request.headers.get('authorization') === 'session of ada';
      if (/\/services\/jobs\/\d+$/.test(pathname)) {
        return success({ data: { id: 12, status: 'SUCCESS', ...(isAda && { links }) } });
      }
      return request.method === 'GET' ? file(request) : undefined;
    }),
  });
  const { cookie } = await proxy.signIn();
  proxy.calls.length = 0;
  const get = (part: string, init: RequestInit = {}) =>
    proxy.ask(`/api/jobs/12/links/${part}`, {
      ...init,
      headers: { cookie, ...Object.fromEntries(new Headers(init.headers)) },
    });
  const logged = (): unknown[] =>
    proxy.lines
      .filter((line) => line.includes('"download"'))
      .map((line): unknown => JSON.parse(line));
  return { ...proxy, get, logged, cookie };
}

export function zip(
  body: string | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Response {
  const type = 'application/octet-stream;charset=UTF-8';
  return new Response(body, { headers: { 'content-type': type, ...headers } });
}
