/** A page that is added to the list is offered everywhere: nothing else names the pages. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen, userEvent } from 'vitest/browser';

import { userId } from '#contract/field.ts';
import { signedIn } from '#contract/testing/sessions.ts';

import { currentUserQuery } from '../queries/users.ts';
import { Header } from './Header.tsx';
import { Keys } from './Keys.tsx';
import { pages } from './navigation.ts';

const session = signedIn('7');

describe.each(pages)('the page $label', ({ to, label, inHeader }) => {
  test('is in the header where there is room for it', async () => {
    await open();
    const header = screen.getByRole('navigation', { name: 'Pages' });
    await expect.element(header.getByRole('link', { name: 'Overview' })).toBeVisible();
    expect(header.getByRole('link', { name: label }).elements()).toHaveLength(inHeader ? 1 : 0);
  });

  test('is in the palette, which leads there', async () => {
    const router = await open();
    await userEvent.keyboard('{Control>}k{/Control}');
    await screen.getByRole('option', { name: label }).click();
    await expect.poll(() => router.state.location.pathname).toBe(to);
  });
});

describe.each(pages.filter(({ key }) => key !== undefined))('the key of $label', (entry) => {
  test('leads there, and the help lists it', async () => {
    const router = await open();
    await userEvent.keyboard(`g${entry.key}`);
    await expect.poll(() => router.state.location.pathname).toBe(entry.to);
    await userEvent.keyboard('?');
    const help = screen.getByRole('dialog', { name: 'Help' });
    await expect.element(help).toHaveTextContent(`g ${entry.key}Go to ${entry.label}`);
  });
});

test('the button in the header opens the help', async () => {
  await open();
  await screen.getByRole('button', { name: 'Help' }).click();
  await expect.element(screen.getByRole('dialog', { name: 'Help' })).toBeVisible();
});

/** The frame around an empty page, at an address that is none of the pages'. */
async function open() {
  const root = createRootRoute();
  const signedIn = createRoute({
    getParentRoute: () => root,
    id: 'signed-in',
    beforeLoad: () => ({ session }),
    component: () => (
      <>
        <Header />
        <Keys />
      </>
    ),
  });
  const paths = ['/elsewhere', ...pages.map(({ to }) => to)];
  const leaves = paths.map((path) => createRoute({ getParentRoute: () => signedIn, path }));
  const router = createRouter({
    routeTree: root.addChildren([signedIn.addChildren(leaves)]),
    history: createMemoryHistory({ initialEntries: ['/elsewhere'] }),
  });
  const cache = new QueryClient();
  cache.setQueryData(currentUserQuery.queryKey, {
    id: v.parse(userId, '7'),
    userName: 'ada@acme.test',
    name: 'Ada',
    zone: undefined,
    active: true,
  });
  await render(
    <QueryClientProvider client={cache}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await expect.element(screen.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  return router;
}
