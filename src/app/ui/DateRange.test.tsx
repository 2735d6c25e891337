import { useState } from 'react';
import { beforeEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import type { LocalRange } from '#insight/time/presets.ts';

import { DateRange } from './DateRange.tsx';

const reported: LocalRange[] = [];
const shown: LocalRange = { from: '2026-11-23T18:00', to: '2026-11-24T08:30' };

beforeEach(() => reported.splice(0));

/** As on a page: what is reported comes back as props. */
function Controlled({ first }: { first: LocalRange }) {
  const [range, setRange] = useState(first);
  return (
    <>
      <DateRange
        {...range}
        onChange={(next) => {
          reported.push(next);
          setRange(next);
        }}
      />
      <button type="button" onClick={() => setRange(shown)}>
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
    await render(<Controlled first={shown} />);
    await expect.element(page.getByRole('group', { name: 'From', exact: true })).toBeVisible();
    await expect.element(part('From', 'day')).toHaveTextContent('23');
    await expect.element(part('From', 'hour')).toHaveTextContent('18');
    await expect.element(part('To', 'minute')).toHaveTextContent('30');
    await expect.element(part('To', 'month')).toHaveAttribute('aria-valuetext', '11 – November');
  });

  test('moves from part to part by itself, and reports the range on Enter', async () => {
    await render(<Controlled first={shown} />);
    await type('From', 'day', '010220250705');
    expect(reported).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(reported).toEqual([{ ...shown, from: '2025-02-01T07:05' }]);
  });

  test('steps a part by arrow keys, and reports on leaving the field', async () => {
    await render(<Controlled first={shown} />);
    await type('To', 'hour', '{ArrowUp}{ArrowUp}{ArrowRight}{ArrowDown}');
    await userEvent.tab();
    expect(reported).toEqual([{ ...shown, to: '2026-11-24T10:29' }]);
  });

  test('opens an end when it is cleared, and asks to complete a partial one', async () => {
    await render(<Controlled first={shown} />);
    for (const name of ['day', 'month', 'year', 'hour']) {
      await type('To', name, '{Backspace}{Backspace}{Backspace}{Backspace}');
    }
    await expect.element(page.getByText('Fill it in completely, or clear it')).toBeVisible();
    await type('To', 'minute', '{Backspace}{Backspace}');
    await userEvent.keyboard('{Enter}');
    expect(reported).toEqual([{ ...shown, to: undefined }]);
    await expect
      .element(page.getByText('Fill it in completely, or clear it'))
      .not.toBeInTheDocument();
  });

  test('can start with an open end', async () => {
    await render(<Controlled first={{ from: undefined, to: shown.to }} />);
    await type('From', 'day', '241120260000{Enter}');
    expect(reported).toEqual([{ ...shown, from: '2026-11-24T00:00' }]);
  });

  test('takes 30 February for the last day of that month', async () => {
    await render(<Controlled first={shown} />);
    await type('From', 'day', '3002');
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    expect(reported).toEqual([{ ...shown, from: '2026-02-28T18:00' }]);
  });
});

describe('an invalid range', () => {
  test('is explained and not reported until it is valid', async () => {
    await render(<Controlled first={shown} />);
    await type('From', 'day', '25{Enter}');
    await expect.element(page.getByRole('status')).toHaveTextContent(/From must be before To/);
    await expect.element(part('From', 'day')).toHaveAttribute('aria-invalid', 'true');
    expect(reported).toEqual([]);
    await type('To', 'day', '26{Enter}');
    expect(reported).toEqual([{ from: '2026-11-25T18:00', to: '2026-11-26T08:30' }]);
    await expect.element(page.getByText(/must be before/)).not.toBeInTheDocument();
  });

  test('with a year of three digits is not reported', async () => {
    await render(<Controlled first={shown} />);
    await type('From', 'year', '202{Enter}');
    await expect.element(page.getByRole('status')).toHaveTextContent(/four-digit year/);
    expect(reported).toEqual([]);
  });

  test('from a URL is explained as well', async () => {
    await render(<Controlled first={{ from: shown.to, to: shown.from }} />);
    await expect.element(page.getByRole('status')).toHaveTextContent(/From must be before To/);
  });

  test('is replaced by one from outside', async () => {
    await render(<Controlled first={{ ...shown, from: '2026-11-01T00:00' }} />);
    await type('From', 'day', '30');
    await expect.element(page.getByText(/must be before/)).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.element(part('From', 'day')).toHaveTextContent('23');
    await expect.element(page.getByText(/must be before/)).not.toBeInTheDocument();
    expect(reported).toEqual([]);
  });
});

describe('the calendar', () => {
  const opener = page.getByRole('button', { name: 'Pick days in a calendar' });

  test('picks a first and a last day by pointer, and leaves the times', async () => {
    await render(<Controlled first={shown} />);
    await opener.click();
    await page.getByRole('button', { name: 'Previous month' }).click();
    await page.getByRole('button', { name: /Monday, 5 October 2026/ }).click();
    await page.getByRole('button', { name: /Friday, 9 October 2026/ }).click();
    expect(reported).toEqual([{ from: '2026-10-05T18:00', to: '2026-10-09T08:30' }]);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
  });

  test('picks by keyboard, starting on the day it shows', async () => {
    await render(<Controlled first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('button', { name: /23 November 2026/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowRight}{Enter}');
    expect(reported).toEqual([{ from: '2026-11-16T18:00', to: '2026-11-18T08:30' }]);
    await expect.element(opener).toHaveFocus();
  });

  test('reports whole days if there were no times', async () => {
    await render(<Controlled first={{ from: undefined, to: undefined }} />);
    await opener.click();
    await userEvent.keyboard('{Enter}{ArrowLeft}{Enter}');
    const [{ from, to }] = reported.length === 1 ? [reported[0] ?? shown] : [shown];
    expect(from).toMatch(/T00:00$/);
    expect(to).toMatch(/T00:00$/);
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
  });

  test.each<[string, LocalRange]>([
    ['no times', { from: undefined, to: undefined }],
    ['an open end', { from: '2026-11-05T00:00', to: undefined }],
    ['the same time at both ends', { from: '2026-11-23T09:41', to: '2026-11-24T09:41' }],
    ['times that leave nothing', shown],
    ['whole days', { from: '2026-11-20T00:00', to: '2026-11-24T00:00' }],
    ['an end at 23:59', { from: '2026-11-20T00:00', to: '2026-11-24T23:59' }],
  ])('takes one day for all of it, up to the next midnight, after %s', async (_, first) => {
    await render(<Controlled first={first} />);
    await opener.click();
    // Without a range, the calendar opens with this month.
    const day = page.getByRole('button', { name: /day, 10 / });
    await day.click();
    await day.click();
    expect(reported).toEqual([
      {
        from: expect.stringMatching(/^\d{4}-\d\d-10T00:00$/),
        to: expect.stringMatching(/^\d{4}-\d\d-11T00:00$/),
      },
    ]);
    await expect.element(page.getByText(/must be before/)).not.toBeInTheDocument();
  });

  test('shows the last day as chosen that is in the range, not the midnight it ends at', async () => {
    await render(<Controlled first={{ from: '2026-11-10T00:00', to: '2026-11-12T00:00' }} />);
    await opener.click();
    const cells = page.getByRole('gridcell', { selected: true });
    await expect.element(cells.nth(1)).toHaveTextContent('11');
    expect(cells.elements()).toHaveLength(2);
  });

  test('closes on Escape without a change, and gives focus back', async () => {
    await render(<Controlled first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('button', { name: /23 November 2026/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(opener).toHaveFocus();
    expect(reported).toEqual([]);
  });

  test('discards an unfinished selection when it is closed', async () => {
    await render(<Controlled first={shown} />);
    await opener.click();
    await userEvent.keyboard('{ArrowUp}{Enter}{ArrowDown}{Escape}');
    await expect.element(opener).toHaveFocus();
    expect(reported).toEqual([]);
  });

  test('writes no style into the page, which the content security policy would refuse', async () => {
    const before = document.head.querySelectorAll('style').length;
    await render(<Controlled first={shown} />);
    await opener.click();
    await expect.element(page.getByRole('grid')).toBeVisible();
    expect(document.head.querySelectorAll('style[id^=react-aria]').length).toBe(0);
    expect(document.head.querySelectorAll('style').length).toBe(before);
  });
});
