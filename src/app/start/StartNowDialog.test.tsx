/** What the dialog says of a start that was refused, as the job moves on without it. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import { failure } from '#contract/envelope.ts';
import { signedIn } from '#contract/testing/sessions.ts';
import { job } from '#insight/testing/jobs.ts';

import { rememberSent } from './sent-starts.ts';
import { StartNowDialog } from './StartNowDialog.tsx';

const session = signedIn('7');
const planned = job({ id: 41, status: 'SCHEDULED' });
const latestKey = ['latest'];
const dialog = screen.getByRole('dialog', { name: 'Start this job now?' });

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

describe('a start that reached no Vault is never called one that Vault refused', () => {
  test('where the server is down', async () => {
    const cache = await pressStart();
    await expect.element(dialog).toHaveTextContent(/Not started\..*Nothing was sent: close/);
    showRunning(cache);
    await expect
      .element(dialog)
      .toHaveTextContent(
        /Not started by this request\..*shows the job as Running, but not because of this request/,
      );
    await expect.element(dialog).toHaveTextContent('Nothing was sent. Vault now shows');
    await expect.element(dialog).not.toHaveTextContent('Vault refused');
  });

  test.each(['READ_ONLY', 'NOT_SENT', 'SESSION_CHANGED', 'FOREIGN_ORIGIN', 'FOREIGN_HOST'])(
    'where the server refused it: %s',
    async (type) => {
      const cache = await pressStart(type);
      await expect.element(dialog).toHaveTextContent('Not started.');
      showRunning(cache);
      await expect.element(dialog).toHaveTextContent('Vault now shows the job as Running');
      await expect.element(dialog).not.toHaveTextContent('Vault refused');
    },
  );
});

test.each(['INSUFFICIENT_ACCESS', 'INACTIVE_USER', 'INVALID_SESSION_ID'])(
  'a start by somebody without the right is no cause of what runs: %s',
  async (type) => {
    const cache = await pressStart(type);
    showRunning(cache);
    await expect.element(dialog).toHaveTextContent('Not started by this request.');
    await expect.element(dialog).not.toHaveTextContent('earlier copy of this request');
  },
);

test.each(['OPERATION_NOT_ALLOWED', 'API_LIMIT_EXCEEDED', 'CONFIGURATION_MODE_ENABLED'])(
  'of a refusal that may be a second copy’s, the job that runs counts: %s',
  async (type) => {
    const cache = await pressStart(type);
    showRunning(cache);
    await expect.element(dialog).toHaveTextContent('but shows the job as Running');
    await expect.element(dialog).not.toHaveTextContent('Not started');
  },
);

test('what another tab has sent since the dialog opened is not sent again', async () => {
  const { sent } = await openDialog('READ_ONLY');
  rememberSent(session.vault.host, planned.id);
  await dialog.getByRole('button', { name: 'Start now' }).click();
  await expect.element(dialog).toHaveTextContent('and will not be sent again');
  expect(sent).toEqual([]);
});

/** The server refuses with an error of this type; without one, nothing answers. */
async function pressStart(type?: string) {
  const { cache } = await openDialog(type);
  await dialog.getByRole('button', { name: 'Start now' }).click();
  await expect.element(dialog.getByRole('button', { name: 'Close' })).toBeVisible();
  return cache;
}

async function openDialog(type?: string) {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'POST') sent.push(request.url);
    if (type === undefined) throw new TypeError('nobody listens');
    if (request.method === 'POST') return Response.json(failure(type, ''));
    if (request.url.endsWith('/build'))
      return Response.json({ responseStatus: 'SUCCESS', data: { id: '1', store: '1' } });
    return Response.json({ responseStatus: 'SUCCESS', data: session });
  });
  const root = createRootRoute({ component: Start });
  const router = createRouter({
    routeTree: root,
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  const cache = new QueryClient({
    defaultOptions: { queries: { networkMode: 'always', retry: false } },
  });
  await render(
    <QueryClientProvider client={cache}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await expect.element(dialog.getByRole('button', { name: 'Start now' })).toBeVisible();
  return { cache, sent };
}

/** As where its schedule starts it, or somebody else. */
function showRunning(cache: QueryClient) {
  cache.setQueryData(latestKey, { ...planned, status: 'RUNNING' });
}

function Start() {
  const { data: latest } = useQuery({
    queryKey: latestKey,
    queryFn: () => planned,
    initialData: planned,
    staleTime: Infinity,
  });
  return (
    <StartNowDialog
      job={planned}
      latest={latest}
      finished={[]}
      session={session}
      zone="UTC"
      onStarted={() => {}}
      onClose={() => {}}
    />
  );
}
