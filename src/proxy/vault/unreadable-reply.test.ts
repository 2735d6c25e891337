/** Answers without Vault's envelope: which of them mean that the session has ended. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, fakeVault, testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

type Given = { status?: number; body?: string | null; headers?: Record<string, string> };

const responseOf = ({ status = 200, body = '', headers = {} }: Given) =>
  new Response(body, { status, headers });

/** What a signed-in viewer gets where every read is answered so. */
async function read(given: Given) {
  const made = testProxy({
    upstream: fakeVault(({ method }) => (method === 'GET' ? responseOf(given) : undefined)),
  });
  const { cookie } = await made.signIn();
  return made.ask(list, { headers: { cookie } });
}

const redirect = (location: string, status = 302): Given => ({
  status,
  body: null,
  headers: { location },
});

const ended: [string, Given][] = [
  ['401 with other JSON', { status: 401, body: '{"message":"Unauthorized"}' }],
  ['401 with a page', { status: 401, body: '<html><h1>401 Authorization Required</h1></html>' }],
  ['401 without a word', { status: 401 }],
  ['a redirect to a sign-in', redirect('https://login.veevavault.com/auth/login?retURL=%2Fui')],
  ['a relative redirect', redirect('/ui/#login')],
  ['a redirect of another code', redirect('https://idp.example.com/saml2/sso', 307)],
  ['a redirect of a front', redirect('https://sts.example.com/adfs/ls/?wa=wsignin1.0', 303)],
  [
    'a sign-in page',
    { body: '<!doctype html><form action="/go"><input name=p type="password"></form>' },
  ],
  [
    'a sign-in page with 403',
    { status: 403, body: '\n <HTML><INPUT NAME=pw TYPE=PASSWORD></HTML>' },
  ],
  [
    'a page that posts itself to a company’s sign-in',
    {
      body: '<html><form method="post" action="https://idp.example.com/app/x/sso/saml"><input type="hidden" name="SAMLRequest"></form></html>',
    },
  ],
  [
    'a page that refreshes to one',
    { body: '<html><meta http-equiv="refresh" content="0; url=/logon.jsp"></html>' },
  ],
  [
    'a page whose script goes to one',
    { body: '<script>window.location.href = "/signin"</script>' },
  ],
  ['a redirect to a longer word for it', redirect('/ui/LOGIN_PAGE.jsp')],
  ['a login time-out', { status: 440, body: '<html>Login Timeout</html>' }],
  ['a refresh by header', { body: '<html/>', headers: { refresh: '0; url=/vault/logon' } }],
  [
    'a refresh whose address comes first',
    { body: '<html><meta content="0;url=/login" http-equiv=Refresh></html>' },
  ],
  ['words', { status: 403, body: '<html><p>Your session has expired.</p></html>' }],
  ['words in JSON', { status: 403, body: '{"error":"invalid_token"}' }],
  [
    'a page that posts itself to somewhere',
    { body: '<html><form action="https://x.example.com/"><input name="SAMLRequest"></form>' },
  ],
  [
    'a page that a script draws',
    { body: '<!doctype html><title>Sign in – Example</title><div id=root></div>' },
  ],
];

test.each(ended)('a session has ended where its answer is %s', async (_, given) => {
  const answer = await read(given);
  expect([answer.status, await errorTypeOf(answer)]).toEqual([401, 'INVALID_SESSION_ID']);
});

const unreadable: [string, Given, RegExp][] = [
  ['a page with 403', { status: 403, body: '<html>Blocked</html>' }, /a web page \(HTTP 403\)/],
  [
    'a page that mentions signing in',
    { body: '<html><a href="/login">Sign in</a> is closed for an hour.</html>' },
    /a web page \(HTTP 200\)/,
  ],
  [
    'a broken gateway with a sign-in in its footer',
    { status: 502, body: '<html><form action="/login"><input type="password"></form></html>' },
    /a web page \(HTTP 502\)/,
  ],
  [
    'data that broke off, with a job of such a name',
    { body: '{"responseStatus":"SUCCESS","jobs":[{"title":"Clean up: session has expired"' },
    /broke off/,
  ],
  ['other JSON with 403', { status: 403, body: '{"message":"Forbidden"}' }, /HTTP 403/],
  ['a redirect to elsewhere', redirect('https://new.example.com/api/v25.2/x', 301), /redirect/],
  ['a redirect to a word that holds the letters', redirect('/catalog-info/designing'), /redirect/],
  [
    'a page whose title holds the letters',
    { body: '<html><title>Designing studies, blog in English</title></html>' },
    /a web page/,
  ],
  ['a redirect to nowhere', { status: 302, body: null }, /redirect/],
];

test.each(unreadable)('the session goes on where its answer is %s', async (_, given, words) => {
  const answer = await read(given);
  expect(answer.status).toBe(502);
  expect(await answer.clone().text()).toMatch(words);
  expect(await errorTypeOf(answer)).toBe('VAULT_UNREADABLE');
});

// Were the time to grow with the square of the length, these would be over their time.
test.each(['<form ', '<title ', '<meta ', '<input ', '<form action', '<input type '])(
  'a page of nothing but "%s" is read at once',
  async (mark) => {
    const body = mark.repeat(1_000_000 / mark.length);
    expect(await errorTypeOf(await read({ body }))).toBe('VAULT_UNREADABLE');
    // Only now a time-out could have been noticed.
    await new Promise((resolve) => setTimeout(resolve));
  },
  5_000,
);

test('a page of a sign-in is known by a field among many attributes', async () => {
  const body = `<html><input class="${'wide '.repeat(200)}" type = "password"></html>`;
  expect(await errorTypeOf(await read({ body }))).toBe('INVALID_SESSION_ID');
});

test.each([
  ['401 counts against the password', { status: 401, body: '<html/>' }, [401, 'SIGN_IN_REFUSED']],
  ['a sign-in page is no answer', { body: '<title>Log in</title>' }, [502, 'VAULT_UNREADABLE']],
])('to a sign-in %s, and it is sent once', async (_, given: Given, expected) => {
  const { signIn, calls } = testProxy({ upstream: async () => responseOf(given) });
  const { answer } = await signIn();
  expect([answer.status, await errorTypeOf(answer)]).toEqual(expected);
  expect(calls).toHaveLength(1);
});

test('that a session was refused does not count as Vault being down', async () => {
  const { signIn, ask, advance } = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET' ? responseOf({ status: 401 }) : undefined,
    ),
  });
  const { cookie } = await signIn();
  await ask(list, { headers: { cookie } });
  advance(600_000);
  expect((await ask('/readyz')).status).toBe(200);
});

test('the account of displays signs in once for a refused session, and then ever less often', async () => {
  let signIns = 0;
  const { ask, advance } = testProxy({
    environment: {
      DISPLAY_USERNAME: 'wall',
      DISPLAY_PASSWORD: 'right',
      DISPLAY_TOKEN: 'd'.repeat(32),
    },
    upstream: fakeVault(({ method, url }) => {
      if (url.endsWith('/auth')) signIns += 1;
      return method === 'GET' ? responseOf({ status: 401, body: '<html/>' }) : undefined;
    }),
  });
  const opened = await ask(`/display/${'d'.repeat(32)}`);
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const seen = new Set<string | undefined>();
  for (let second = 0; second < 3_600; second += 10) {
    // oxlint-disable-next-line no-await-in-loop -- a screen asks again and again
    seen.add(await errorTypeOf(await ask(list, { headers: { cookie } })));
    advance(10_000);
  }
  expect([...seen]).toEqual(['DISPLAY_SIGNED_OUT']);
  // Three at first, then after 15 s, 30 s, 1 min and every 2 min.
  expect(signIns).toBeLessThan(40);
});

test('Vault’s own refusal is passed on as it is, with any code', async () => {
  const { signIn, ask } = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET'
        ? new Response(failure('INSUFFICIENT_ACCESS').body, { status: 401 })
        : undefined,
    ),
  });
  const { cookie } = await signIn();
  const answer = await ask(list, { headers: { cookie } });
  expect([answer.status, await errorTypeOf(answer)]).toEqual([401, 'INSUFFICIENT_ACCESS']);
});
