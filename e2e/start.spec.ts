/** The built server as a process of its own, as an operator starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

import { fault, note } from './faults/observed.ts';
import { expect, signInAs, test as base } from './fixtures.ts';
import { freePort, serverProcesses } from './server-process.ts';

const test = base.extend<{ run: ReturnType<typeof serverProcesses>['start'] }>({
  run: async ({ clock }, provide) => {
    const { start, end } = serverProcesses(clock);
    await provide(start);
    await end();
  },
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`one command shows live jobs under a clear badge, ${colorScheme}`, async ({ page, run }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(await run('start').url());

    await expect(page.getByText('Simulated Vault', { exact: true })).toBeVisible();
    await expect(page.getByText(/^Live, /)).toBeVisible();
    const rows = page.getByRole('table', { name: 'Scheduled jobs' }).getByRole('row');
    expect(await rows.count()).toBeGreaterThan(3);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(brightness(ink) < 128).toBe(colorScheme === 'light');
  });
}

test('a wrong configuration stops the start and names every fault', async ({ run }) => {
  const { ended, said } = run('start', {
    VAULT_URL: 'ftp://vault.test',
    PORT: 'many',
    READ_ONLY: 'perhaps',
    SESSION_SECRET: 'short',
    SIMULATOR_WORLD: 'nowhere',
  });
  expect(await ended).toBe(1);
  for (const name of ['VAULT_URL', 'PORT', 'READ_ONLY', 'SESSION_SECRET', 'SIMULATOR_WORLD']) {
    expect(said()).toContain(`${name}: `);
  }
  expect(said()).not.toMatch(/\n\s+at |short/);
});

test('the proxy on the way to Vault is named, and connections are kept', async ({ run }) => {
  const { url, said } = run('start', {
    VAULT_URL: 'https://acme.veevavault.com',
    HTTPS_PROXY: 'http://ada:pa55@proxy.test:3128',
  });
  const { headers } = await fetch(await url());
  const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(600);
  await expect
    .poll(said)
    .toContain('Calls to Vault go through the proxy proxy.test:3128 (HTTPS_PROXY).');
  expect(said()).not.toContain('pa55');
});

test('a port that is taken is said', async ({ run }) => {
  const { port } = new URL(await run('start').url());
  const second = run('start', { PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`port ${port}`);
});

test('the simulator alone is a Vault to sign in to', async ({ page, run }) => {
  const vault = new URL(await run('simulate', { SIMULATOR_WORLD: 'quiet' }).url());
  const jobwatch = run('start', { VAULT_URL: `Trial=${vault.origin}` });
  await page.goto(await jobwatch.url());
  await signInAs(page, 'admin@vault.test');

  await expect(page.getByText('Trial', { exact: true })).toBeVisible();
  await expect(page.getByText('Simulated Vault')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Scheduled jobs' })).toBeVisible();
  await page.getByRole('button', { name: 'View and account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Vault' })).toBeVisible();
  expect(jobwatch.said()).not.toContain('simulated');
});

for (const script of ['start', 'simulate'] as const) {
  test(`SIGTERM ends ${script} at once, with a browser still open`, async ({ page, run }) => {
    const { child, ended, said, url } = run(script);
    await page.goto(await url());
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).not.toContain('before every request was answered');
  });
}

test(
  'a full disk under the log stops nothing, and SIGTERM ends it',
  fault('a full disk under the log'),
  async () => {
    const full = openSync('/dev/full', 'w');
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/server/start.js'], {
      env: { PATH: process.env['PATH'], PORT: String(port) },
      stdio: ['ignore', full, full],
    });
    closeSync(full);
    const ended = once(child, 'exit');
    const health = async () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ status }) => status,
        () => undefined,
      );
    await expect.poll(health, { message: 'it answers' }).toBe(200);
    for (let n = 0; n < 20; n++) await fetch(`http://127.0.0.1:${port}/nothing`);
    expect(await health()).toBe(200);
    note('saw', 'answers as ever');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  },
);

/** Of a colour as the browser computes it: 0 is black, 255 white. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
