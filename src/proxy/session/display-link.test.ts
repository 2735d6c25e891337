/** The link that makes a browser a display: what it gives, to whom, and what it gives away. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { token, proxyWithDisplay } from '../testing/proxy-with-display.ts';
import { testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

test('the link makes a browser a display and leads to the wall, without asking Vault', async () => {
  const { open, ask, calls, advance } = proxyWithDisplay();
  const { answer, headers } = await open();
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/wall']);
  expect(answer.headers.get('set-cookie')).toMatch(
    /^jobwatch-4100=[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  advance(399 * 86_400_000);
  expect(await (await ask('/api/session', { headers })).json()).toMatchObject({
    data: {
      kind: 'signed-in',
      display: true,
      demo: false,
      readOnly: true,
      vault: { host: 'acme.veevavault.com' },
      user: { userName: 'wall' },
    },
  });
  expect(calls).toHaveLength(0);
  expect((await ask(list, { headers })).status).toBe(200);
  expect(calls).toHaveLength(2);
});

test('behind https and under a base path the link keeps to both', async () => {
  const { open } = proxyWithDisplay({
    PUBLIC_URL: 'https://jobs.example.com',
    BASE_PATH: '/tools/jobs',
  });
  expect((await open()).answer.status).toBe(404);
  const { answer } = await open(`/tools/jobs/display/${token}?views=now`);
  expect(answer.headers.get('location')).toBe('/tools/jobs/wall?views=now');
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-jobwatch!tools!jobs=.*; Path=\/; HttpOnly; Secure/,
  );
  const under = await proxyWithDisplay({ BASE_PATH: '/jobs' }).open(`/jobs/display/${token}`);
  expect(under.answer.headers.get('set-cookie')).toContain('; Path=/jobs;');
});

test.each([
  ['?views=now', '?views=now'],
  ['?views=now&lines=a%20b&x=%2F%2Fevil.com', '?views=now&lines=a%20b&x=%2F%2Fevil.com'],
  ['?//evil.com', '?//evil.com'],
  ['?\r\nSet-Cookie: a=b', '?Set-Cookie:%20a=b'],
  ['?%0d%0aSet-Cookie:a=b', '?%0d%0aSet-Cookie:a=b'],
  ['?q=é“', '?q=%C3%A9%E2%80%9C'],
  ['?', ''],
  ['?a=b#//evil.com', '?a=b'],
  [`?x=${'y'.repeat(20_000)}`, `?x=${'y'.repeat(20_000)}`],
])('the query %j is kept and leads nowhere else', async (query, kept) => {
  const { answer } = await proxyWithDisplay().open(`/display/${token}${query}`);
  expect(answer.headers.get('location')).toBe(`/wall${kept}`);
  expect([...answer.headers.keys()].filter((name) => name === 'set-cookie')).toHaveLength(1);
});

test('a link below a Vault without an account for displays makes no display, and leads nowhere', async () => {
  const { open } = proxyWithDisplay({
    VAULT_URL: 'https://acme.veevavault.com,https://acme-sb.veevavault.com',
  });
  const { answer } = await open(`/v/acme-sb.veevavault.com/display/${token}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

const [production, sandbox, other] = ['acme', 'acme-sb', 'other'].map(
  (name) => `${name}.veevavault.com`,
);
const several = {
  VAULT_URL: [production, sandbox, other].map((host) => `https://${host}`).join(','),
  DISPLAY_ACCOUNTS: `wall-sb|right|https://${sandbox}`,
};

test.each([
  ['', '', [production]],
  [`/v/${sandbox}`, '', [sandbox]],
  ['', '?vaults=all', [production, sandbox]],
  [`/v/${sandbox}`, '?vaults=all', [production, sandbox]],
  ['', `?vaults=${sandbox}&vaults=${other}`, [sandbox]],
  [`/v/${other}`, `?vaults=${sandbox}`, [sandbox]],
])(
  'the link at %j with %j makes a display of the Vaults of its wall',
  async (path, query, hosts) => {
    const { ask } = proxyWithDisplay(several);
    const answer = await ask(`${path}/display/${token}${query}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}/wall${query}`]);
    const cookie = answer.headers.getSetCookie().map((set) => set.split(';')[0]);
    expect(cookie).toHaveLength(hosts.length);
    const headers = { cookie: cookie.join('; ') };
    for (const host of [production, sandbox, other]) {
      const below = host === production ? '' : `/v/${host}`;
      const seen = await (await ask(below + list, { headers })).text();
      const user = host === production ? 'wall' : 'wall-sb';
      expect(seen).toContain(hosts.includes(host) ? `of ${user}"` : 'INVALID_SESSION_ID');
    }
  },
);

test.each([`?vaults=${other}`, '?vaults=elsewhere.veevavault.com', '?vaults='])(
  'the link with %s, which shows no Vault with an account, makes no display',
  async (query) => {
    const { answer } = await proxyWithDisplay(several).open(`/display/${token}${query}`);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
  },
);

test('the cookie of a display of one Vault makes none of another, under whatever name', async () => {
  const { ask, open } = proxyWithDisplay(several);
  const { cookie } = await open();
  const name = `jobwatch-4100!v!${sandbox}`;
  const headers = { cookie: cookie.replace('jobwatch-4100', name) };
  expect(await errorTypeOf(await ask(`/v/${sandbox}${list}`, { headers }))).toBe(
    'INVALID_SESSION_ID',
  );
});

test.each([
  '',
  'x',
  token.slice(1),
  `${token}x`,
  `${token}/`,
  `${token}//evil.com`,
  `${token}%2f%2fevil.com`,
  `${token.slice(0, -1)}%5a`,
  token.toUpperCase(),
  '//evil.com',
  '%2f%2fevil.com',
  '%0d%0aLocation:%20https://evil.com',
  '%',
  '%ff',
  'é“漢',
  'y'.repeat(20_000),
])('%j is no token', async (wrong) => {
  const { open, calls } = proxyWithDisplay();
  const { answer, cookie } = await open(`/display/${wrong}`);
  expect([answer.status, cookie, answer.headers.get('location')]).toEqual([404, '', null]);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const page = await answer.text();
  expect(page).toContain('This display link does not work');
  expect(page).not.toMatch(/<script|evil/);
  expect(calls).toHaveLength(0);
});

test('after twenty wrong links an address waits, and the right one costs none', async () => {
  const { open, advance } = proxyWithDisplay();
  for (let n = 0; n < 25; n++) expect((await open()).answer.status).toBe(303);
  for (let n = 0; n < 20; n++) expect((await open('/display/wrong')).answer.status).toBe(404);
  const { answer, cookie } = await open();
  expect([answer.status, answer.headers.get('retry-after'), cookie]).toEqual([429, '300', '']);
  expect(await answer.text()).toContain('This page tries again in 5 min');
  expect(answer.headers.get('refresh')).toBe('300');
  advance(300_000);
  expect((await open()).answer.status).toBe(303);
});

test.each([`/display/${token}`, '/display/', '/display'])(
  'where no display is set up, %s is answered as any unknown path is',
  async (path) => {
    const { ask } = testProxy();
    expect(await told(await ask(path))).toEqual(await told(await ask('/nothing-of-the-kind')));
  },
);

async function told(answer: Response) {
  return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
}

test('the link can only be opened', async () => {
  const { ask } = proxyWithDisplay();
  const answer = await ask(`/display/${token}`, { method: 'POST' });
  expect([answer.status, await errorTypeOf(answer)]).toEqual([404, 'NOT_IN_CONTRACT']);
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test('a foreign name doesn’t get at the link', async () => {
  const answer = await proxyWithDisplay().ask(`/display/${token}`, {
    headers: { host: 'evil.com' },
  });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([421, null]);
});

test('the token is in no line of the log, no answer and no metric, however it is misspelled', async () => {
  const { open, ask, lines } = proxyWithDisplay({ METRICS: 'on' });
  const paths = [
    `/display/${token}?views=now`,
    `/display/${token}/`,
    `/Display/${token}`,
    `//display/${token}`,
    `/%64isplay/${token}`,
    `/api/display/${token}`,
    `/api/vault/${token}`,
  ];
  const answers = [];
  for (const path of paths) answers.push((await open(path)).answer);
  const { headers } = await open();
  answers.push(await ask('/api/session', { headers }), await ask(list, { headers }));
  answers.push(await ask('/metrics'));
  const shown = await Promise.all(
    answers.map(async (one) => JSON.stringify([...one.headers]) + (await one.text())),
  );
  expect(lines.length).toBeGreaterThan(paths.length);
  expect(lines.join('') + shown.join('')).not.toContain(token.slice(0, 12));
});

test('where no display is set up any more, an old link is not logged either', async () => {
  const { ask, lines } = testProxy();
  await ask(`/display/${token}`);
  expect(lines.join('')).not.toContain(token);
});
