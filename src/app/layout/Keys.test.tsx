/** The shortcuts: on any keyboard layout, and never under something that is open. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen, userEvent } from 'vitest/browser';

import { signedIn } from '#contract/testing/sessions.ts';

import { preference, setPreference } from '../preferences.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { keepPressesInPlace } from '../ui/press-in-place.ts';
import { Keys } from './Keys.tsx';
import { prefetchLazyParts } from './lazy.ts';

const palette = screen.getByRole('dialog', { name: 'Go to' });
const help = screen.getByRole('dialog', { name: 'Help' });

let stop = () => {};
beforeEach(async () => {
  stop = keepPressesInPlace();
  await prefetchLazyParts();
});
afterEach(() => stop());

/** A page with rows, and what may be open over it. */
async function open(over?: 'dialog' | 'menu') {
  const root = createRootRoute();
  const frame = createRoute({
    getParentRoute: () => root,
    id: 'signed-in',
    beforeLoad: () => ({ session: signedIn('7') }),
    component: () => (
      <>
        <main>
          <table>
            <tbody>
              <tr>
                <td>
                  <a href="#1">First job</a>
                </td>
              </tr>
            </tbody>
          </table>
          <button popoverTarget="menu">Menu</button>
          <div id="menu" popover="auto" role="dialog" aria-label="Menu" />
          <button onClick={() => starts.push('pressed')}>Start now</button>
        </main>
        <Keys />
        {over === 'dialog' && (
          <Dialog title="Start this job now?">
            <button onClick={() => starts.push('confirmed')}>Confirm</button>
          </Dialog>
        )}
      </>
    ),
  });
  const starts: string[] = [];
  const leaves = ['/', '/history', '/settings', '/elsewhere'].map((path) =>
    createRoute({ getParentRoute: () => frame, path }),
  );
  const router = createRouter({
    routeTree: root.addChildren([frame.addChildren(leaves)]),
    history: createMemoryHistory({ initialEntries: ['/elsewhere'] }),
  });
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await expect.element(screen.getByText('First job')).toBeInTheDocument();
  if (over === 'menu') await screen.getByRole('button', { name: 'Menu' }).click();
  return { path: () => router.state.location.pathname, starts };
}

/** Whatever a key has opened is loaded and drawn. */
async function drawn() {
  await prefetchLazyParts();
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
}

type Typed = { key: string; code: string; shiftKey?: boolean; ctrlKey?: boolean };

/** Playwright's keyboard has the US layout: these are sent as another layout would. */
function type(...keys: Typed[]) {
  for (const one of keys) {
    const event = new KeyboardEvent('keydown', { ...one, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }
}

describe('under an open dialog no shortcut does anything', () => {
  test.each(['{Control>}k{/Control}', '/', '?', 'j', 'gh'])('%s', async (keys) => {
    const { path, starts } = await open('dialog');
    screen.getByRole('button', { name: 'Confirm' }).element().focus();
    await userEvent.keyboard(keys);
    await drawn();
    await expect.element(screen.getByRole('button', { name: 'Confirm' })).toHaveFocus();
    expect(document.querySelectorAll('dialog')).toHaveLength(1);
    expect(path()).toBe('/elsewhere');
    expect(starts).toEqual([]);
  });

  test('not even if it opens while the palette is being loaded', async () => {
    await open();
    type({ key: 'k', code: 'KeyK', ctrlKey: true });
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.showModal();
    await drawn();
    await expect.element(palette).not.toBeInTheDocument();
    dialog.remove();
  });
});

test.each(['/', '?', 'j', 'gh'])('over an open menu %s does nothing', async (keys) => {
  const { path } = await open('menu');
  await userEvent.keyboard(keys);
  await drawn();
  await expect.element(screen.getByRole('button', { name: 'Menu' })).toHaveFocus();
  expect(document.querySelectorAll('dialog')).toHaveLength(0);
  expect(path()).toBe('/elsewhere');
});

test.each(['{Enter}', '{Enter>3/}'])(
  'the %s that chooses in the palette presses nothing on the page',
  async (enter) => {
    const { path, starts } = await open();
    const button = screen.getByRole('button', { name: 'Start now' });
    button.element().focus();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(palette).toBeVisible();
    await userEvent.keyboard(`hist${enter}`);
    await expect.poll(path).toBe('/history');
    await expect.element(palette).not.toBeInTheDocument();
    await expect.element(button).toHaveFocus();
    expect(starts).toEqual([]);
  },
);

test('the Enter and the arrows of an input method leave the palette as it is', async () => {
  const { path } = await open();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(palette.getByRole('combobox')).toHaveFocus();
  for (const key of ['Enter', 'ArrowDown']) {
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, ...init });
      document.activeElement?.dispatchEvent(event);
    }
  }
  await drawn();
  await expect.element(palette).toBeVisible();
  await expect
    .element(palette.getByRole('option', { name: 'Overview' }))
    .toHaveAttribute('aria-selected', 'true');
  expect(path()).toBe('/elsewhere');
});

describe('the palette runs the actions of the menu', () => {
  afterEach(() => {
    setPreference('theme', 'system');
    setPreference('zone', 'browser');
    setPreference('refresh', 'auto');
    setPreference('paused', false);
  });

  test.each([
    ['theme dark', 'theme', 'dark'],
    ['times utc', 'zone', 'utc'],
    ['pause', 'paused', true],
    ['refresh minute', 'refresh', '60'],
  ] as const)('%s', async (typed, name, value) => {
    const { path } = await open();
    await userEvent.keyboard('{Control>}k{/Control}');
    await userEvent.keyboard(`${typed}{Enter}`);
    await expect.element(palette).not.toBeInTheDocument();
    expect(preference(name)).toBe(value);
    expect(path()).toBe('/elsewhere');
  });
});

test('the help leads to the palette without a key, and back to where the focus was', async () => {
  await open();
  const button = screen.getByRole('button', { name: 'Start now' });
  button.element().focus();
  await userEvent.keyboard('?');
  await help.getByRole('button', { name: 'Open the palette' }).click();
  await expect.element(palette.getByRole('combobox')).toHaveFocus();
  await expect.element(help).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(button).toHaveFocus();
});

describe('on another layout', () => {
  const russian = {
    k: { key: 'л', code: 'KeyK' },
    j: { key: 'о', code: 'KeyJ' },
    g: { key: 'п', code: 'KeyG' },
    h: { key: 'р', code: 'KeyH' },
    slash: { key: '.', code: 'Slash' },
    question: { key: ',', code: 'Slash', shiftKey: true },
  };

  test('Ctrl K and / open the palette, and ? the list', async () => {
    await open();
    type({ ...russian.k, ctrlKey: true });
    await expect.element(palette).toBeVisible();
    await userEvent.keyboard('{Escape}');
    type(russian.slash);
    await expect.element(palette).toBeVisible();
    await userEvent.keyboard('{Escape}');
    type(russian.question);
    await expect.element(help).toBeVisible();
  });

  test('j and g h go to a row and a page', async () => {
    const { path } = await open();
    type(russian.j);
    await expect.element(screen.getByText('First job')).toHaveFocus();
    type(russian.g, russian.h);
    await expect.poll(path).toBe('/history');
  });

  test('on Dvorak the letters count, not their places', async () => {
    const { path } = await open();
    type({ key: 'i', code: 'KeyG' }, { key: 'd', code: 'KeyH' });
    type({ key: 't', code: 'KeyK', ctrlKey: true });
    type({ key: 'g', code: 'KeyU' }, { key: 'h', code: 'KeyJ' });
    await expect.poll(path).toBe('/history');
    await expect.element(palette).not.toBeInTheDocument();
  });

  test('a character typed with AltGr is no shortcut', async () => {
    await open();
    const typed = { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', { ...typed, bubbles: true }));
    await drawn();
    await expect.element(palette).not.toBeInTheDocument();
  });
});
