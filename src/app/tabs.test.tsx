import { afterEach, describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { applyTheme, setPreference, usePreference } from './preferences.ts';

const key = 'jobwatch.preferences';

/** Another tab of ours: a document of its own that shares the storage. */
function otherTab(): Storage {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const storage = frame.contentWindow?.localStorage;
  if (storage === undefined) throw new Error('the frame has no storage');
  return storage;
}

function Refresh() {
  return <output>{usePreference('refresh')}</output>;
}

afterEach(() => {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
  setPreference('refresh', 'auto');
  setPreference('theme', 'system');
});

describe('a choice made in another tab', () => {
  test('is followed at once', async () => {
    await render(<Refresh />);
    await expect.element(page.getByRole('status')).toHaveTextContent('auto');
    otherTab().setItem(key, '{"refresh":"60"}');
    await expect.element(page.getByRole('status')).toHaveTextContent('60');
  });

  test('falls back to the defaults where it makes no sense, or all is cleared', async () => {
    await render(<Refresh />);
    setPreference('refresh', '5');
    const other = otherTab();
    other.setItem(key, '{"refresh":');
    await expect.element(page.getByRole('status')).toHaveTextContent('auto');
    setPreference('refresh', '5');
    await expect.element(page.getByRole('status')).toHaveTextContent('5');
    other.clear();
    await expect.element(page.getByRole('status')).toHaveTextContent('auto');
  });

  test('leaves other things in storage alone', async () => {
    await render(<Refresh />);
    setPreference('refresh', '5');
    otherTab().setItem('something else', '{"refresh":"60"}');
    await expect.element(page.getByRole('status')).toHaveTextContent('5');
  });
});

test('the theme is where CSS sees it, and none where the device decides', async () => {
  applyTheme();
  const { dataset } = document.documentElement;
  setPreference('theme', 'dark');
  expect(dataset['theme']).toBe('dark');
  otherTab().setItem(key, '{"theme":"light"}');
  await expect.poll(() => dataset['theme']).toBe('light');
  setPreference('theme', 'system');
  expect(dataset['theme']).toBeUndefined();
});
