import { useState } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { DateRange, type Walls } from './DateRange.tsx';

const told: Walls[] = [];
const shown: Walls = { from: '2026-11-23T18:00', to: '2026-11-24T08:30' };

beforeEach(() => told.splice(0));

/** As a page has it: what is told comes back. */
function Held({ first }: { first: Walls }) {
  const [walls, setWalls] = useState(first);
  return (
    <>
      <DateRange
        {...walls}
        onChange={(next) => {
          told.push(next);
          setWalls(next);
        }}
      />
      <button type="button" onClick={() => setWalls(shown)}>
        Back
      </button>
    </>
  );
}

const part = (field: string, name: string) =>
  page.getByRole('spinbutton', { name: `${name}, ${field}` });

async function type(field: string, name: string, keys: string) {
  await part(field, name).click();
  await userEvent.keyboard(keys);
}

describe('typing a range', () => {
  test('shows both ends part by part, in the day’s order and with 24 hours', async () => {
    await render(<Held first={shown} />);
    await expect.element(page.getByRole('group', { name: 'From', exact: true })).toBeVisible();
    await expect.element(part('From', 'day')).toHaveTextContent('23');
    await expect.element(part('From', 'hour')).toHaveTextContent('18');
    await expect.element(part('To', 'minute')).toHaveTextContent('30');
    await expect.element(part('To', 'month')).toHaveAttribute('aria-valuetext', '11 – November');
  });

  test('moves from part to part by itself, and tells the whole on Enter', async () => {
    await render(<Held first={shown} />);
    await type('From', 'day', '010220250705');
    expect(told).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(told).toEqual([{ ...shown, from: '2025-02-01T07:05' }]);
  });

  test('steps a part by arrows, and tells on leaving the field', async () => {
    await render(<Held first={shown} />);
    await type('To', 'hour', '{ArrowUp}{ArrowUp}{ArrowRight}{ArrowDown}');
    await userEvent.tab();
    expect(told).toEqual([{ ...shown, to: '2026-11-24T10:29' }]);
  });

  test('opens an end when it is cleared, and asks to finish one half written', async () => {
    await render(<Held first={shown} />);
    for (const name of ['day', 'month', 'year', 'hour']) {
      await type('To', name, '{Backspace}{Backspace}{Backspace}{Backspace}');
    }
    await expect.element(page.getByText('Fill in all of it, or clear it')).toBeVisible();
    await type('To', 'minute', '{Backspace}{Backspace}');
    await userEvent.keyboard('{Enter}');
    expect(told).toEqual([{ ...shown, to: undefined }]);
    await expect.element(page.getByText('Fill in all of it, or clear it')).not.toBeInTheDocument();
  });

  test('begins with an open end as well', async () => {
    await render(<Held first={{ from: undefined, to: shown.to }} />);
    await type('From', 'day', '241120260000{Enter}');
    expect(told).toEqual([{ ...shown, from: '2026-11-24T00:00' }]);
  });

  test('takes 30 February for the last day that there was', async () => {
    await render(<Held first={shown} />);
    await type('From', 'day', '3002');
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    expect(told).toEqual([{ ...shown, from: '2026-02-28T18:00' }]);
  });
});

describe('a range that can’t be', () => {
  test('is said in words and not told, until it can', async () => {
    await render(<Held first={shown} />);
    await type('From', 'day', '25{Enter}');
    await expect.element(page.getByRole('status')).toHaveTextContent(/From must be before To/);
    await expect.element(part('From', 'day')).toHaveAttribute('aria-invalid', 'true');
    expect(told).toEqual([]);
    await type('To', 'day', '26{Enter}');
    expect(told).toEqual([{ from: '2026-11-25T18:00', to: '2026-11-26T08:30' }]);
    await expect.element(page.getByText(/must be before/)).not.toBeInTheDocument();
  });

  test('with a year of three digits is not told', async () => {
    await render(<Held first={shown} />);
    await type('From', 'year', '202{Enter}');
    await expect.element(page.getByRole('status')).toHaveTextContent(/four digits/);
    expect(told).toEqual([]);
  });

  test('of an address is said as well', async () => {
    await render(<Held first={{ from: shown.to, to: shown.from }} />);
    await expect.element(page.getByRole('status')).toHaveTextContent(/From must be before To/);
  });

  test('gives way to one from outside', async () => {
    await render(<Held first={{ ...shown, from: '2026-11-01T00:00' }} />);
    await type('From', 'day', '30');
    await expect.element(page.getByText(/must be before/)).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.element(part('From', 'day')).toHaveTextContent('23');
    await expect.element(page.getByText(/must be before/)).not.toBeInTheDocument();
    expect(told).toEqual([]);
  });
});

describe('the calendar', () => {
  const opener = page.getByRole('button', { name: 'Pick days in a calendar' });

  test('picks a first and a last day by pointer, and leaves the times', async () => {
    await render(<Held first={shown} />);
    await opener.click();
    await page.getByRole('button', { name: 'Previous month' }).click();
    await page.getByRole('button', { name: /Monday, 5 October 2026/ }).click();
    await page.getByRole('button', { name: /Friday, 9 October 2026/ }).click();
    expect(told).toEqual([{ from: '2026-10-05T18:00', to: '2026-10-09T08:30' }]);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });

  test('picks by keyboard, starting on the day it shows', async () => {
    await render(<Held first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('button', { name: /23 November 2026/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowRight}{Enter}');
    expect(told).toEqual([{ from: '2026-11-16T18:00', to: '2026-11-18T08:30' }]);
    await expect.element(opener).toHaveFocus();
  });

  test('gives whole days where there were no times', async () => {
    await render(<Held first={{ from: undefined, to: undefined }} />);
    await opener.click();
    await userEvent.keyboard('{Enter}{ArrowLeft}{Enter}');
    expect(told[0]?.from).toMatch(/T00:00$/);
    expect(told[0]?.to).toMatch(/T23:59$/);
    expect(told[0]?.from?.slice(0, 10)).toBe(told[0]?.to?.slice(0, 10));
  });

  test('closes on Escape without a change, and gives focus back', async () => {
    await render(<Held first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('button', { name: /23 November 2026/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
    expect(told).toEqual([]);
  });

  test('does not pick what was only begun when it is left', async () => {
    await render(<Held first={shown} />);
    await opener.click();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowDown}{Escape}');
    await expect.element(opener).toHaveFocus();
    expect(told).toEqual([]);
  });

  test('writes no style into the page, which our policy would refuse', async () => {
    const before = document.head.querySelectorAll('style').length;
    await render(<Held first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('grid')).toBeVisible();
    expect(document.head.querySelectorAll('style[id^=react-aria]').length).toBe(0);
    expect(document.head.querySelectorAll('style').length).toBe(before);
  });
});
