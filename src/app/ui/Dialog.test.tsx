/** A press of a key acts once, on what had the focus when it began. */
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { Dialog } from './Dialog.tsx';
import { keepPressesInPlace } from './press-in-place.ts';

type Props = { closeOn: 'keydown' | 'click'; pressed: () => void };

/** A button that opens a dialog, and counts its presses. */
function Opener({ closeOn, pressed }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        onClick={() => {
          pressed();
          setOpen(true);
        }}
      >
        Open
      </button>
      {open && (
        <Dialog title="Opened" onClose={close}>
          {closeOn === 'click' ? (
            <button onClick={close}>Close</button>
          ) : (
            <input aria-label="Any key closes" onKeyDown={close} />
          )}
        </Dialog>
      )}
    </>
  );
}

/** The same with a popover: its link hides it when it is pressed, as those of a menu do. */
function Menu({ pressed }: Pick<Props, 'pressed'>) {
  return (
    <>
      <button popoverTarget="menu" onClick={pressed}>
        Open
      </button>
      <div id="menu" popover="auto" role="dialog" aria-label="Opened">
        <a
          href="#there"
          onClick={(event) => {
            event.preventDefault();
            document.querySelector<HTMLElement>('#menu')?.hidePopover();
          }}
        >
          Close
        </a>
      </div>
    </>
  );
}

const opener = page.getByRole('button', { name: 'Open' });
const dialog = page.getByRole('dialog', { name: 'Opened' });

let stop = () => {};
let presses = 0;
const pressed = () => {
  presses += 1;
};

beforeEach(() => {
  presses = 0;
  stop = keepPressesInPlace();
});
afterEach(() => stop());

async function openByKey() {
  opener.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).toBeVisible();
  expect(presses).toBe(1);
}

/** The dialog is gone, and the focus is back on the button. */
async function closed() {
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
}

describe('a press that closes a dialog does not press what gets the focus back', () => {
  test.each(['{Enter}', ' ', '{Enter>3/}', '{ >3/}'])('at its beginning: %o', async (keys) => {
    await render(<Opener closeOn="keydown" pressed={pressed} />);
    await openByKey();
    page.getByRole('textbox').element().focus();
    await userEvent.keyboard(keys);
    await closed();
    expect(presses).toBe(1);
  });

  test.each(['{Enter}', ' ', '{Enter>3/}'])('by its click: %o', async (keys) => {
    await render(<Opener closeOn="click" pressed={pressed} />);
    await openByKey();
    page.getByRole('button', { name: 'Close' }).element().focus();
    await userEvent.keyboard(keys);
    await closed();
    expect(presses).toBe(1);
  });

  test('but the next press does', async () => {
    await render(<Opener closeOn="keydown" pressed={pressed} />);
    await openByKey();
    page.getByRole('textbox').element().focus();
    await userEvent.keyboard('{Enter}');
    await closed();
    expect(presses).toBe(1);
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog).toBeVisible();
    expect(presses).toBe(2);
  });
});

test.each(['{Enter}', '{Enter>3/}'])('a press that closes a menu: %o', async (keys) => {
  await render(<Menu pressed={pressed} />);
  await openByKey();
  page.getByRole('link', { name: 'Close' }).element().focus();
  await userEvent.keyboard(keys);
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
  expect(presses).toBe(1);
});

test('a key that is held opens a dialog once, and presses nothing in it', async () => {
  await render(<Opener closeOn="click" pressed={pressed} />);
  opener.element().focus();
  await userEvent.keyboard('{Enter>4/}');
  await expect.element(dialog).toBeVisible();
  expect(presses).toBe(1);
});

/** Enter and Escape as a browser sends them while an input method composes. */
function composing(key: string) {
  return new KeyboardEvent('keydown', {
    key,
    code: key,
    isComposing: true,
    bubbles: true,
    cancelable: true,
  });
}

test.each(['Enter', 'Escape'])('%s belongs to an input method while it composes', async (key) => {
  await render(<Opener closeOn="click" pressed={pressed} />);
  await openByKey();
  const event = composing(key);
  document.activeElement?.dispatchEvent(event);
  // A browser then neither closes the dialog nor submits a form.
  expect(event.defaultPrevented).toBe(true);
  await expect.element(dialog).toBeVisible();
});
