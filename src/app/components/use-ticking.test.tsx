import { Profiler } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import { deviceNow } from '../time/clock.ts';
import { tickingText, tickingTexts } from './use-ticking.ts';

const start = Date.UTC(2026, 10, 24, 10);

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => vi.useRealTimers());

function Seconds({ from }: { from: number }) {
  return <output {...tickingText(() => `${(deviceNow() - from) / 1_000} s`)} />;
}

function text() {
  return document.querySelector('output')?.textContent;
}

test('a ticking text is there at once and moves on without a render', async () => {
  const rendered = vi.fn<() => void>();
  await render(
    <Profiler id="ticking" onRender={rendered}>
      <Seconds from={start} />
    </Profiler>,
  );
  expect(text()).toBe('0 s');
  rendered.mockClear();
  vi.advanceTimersByTime(3_000);
  expect(text()).toBe('3 s');
  expect(rendered).not.toHaveBeenCalled();
});

function secondsAndMinutes() {
  const passed = deviceNow() - start;
  return [`${passed / 1_000} s`, `${Math.floor(passed / 60_000)} min`];
}

function SecondsAndMinutes() {
  return (
    <output ref={tickingTexts(secondsAndMinutes)}>
      <span />
      <span />
    </output>
  );
}

test('texts of one reading move on without a render, and only those that change are written', async () => {
  await render(<SecondsAndMinutes />);
  expect(text()).toBe('0 s0 min');
  const observer = new MutationObserver(() => {});
  const observed = document.querySelector('output span:last-child');
  if (observed !== null) observer.observe(observed, { characterData: true, subtree: true });
  vi.advanceTimersByTime(59_000);
  expect(text()).toBe('59 s0 min');
  expect(observer.takeRecords()).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('60 s1 min');
  expect(observer.takeRecords()).toHaveLength(1);
  observer.disconnect();
});

test('it is of the newest render from the moment that this is painted', async () => {
  const { rerender } = await render(<Seconds from={start} />);
  vi.advanceTimersByTime(2_000);
  await rerender(<Seconds from={start - 60_000} />);
  expect(text()).toBe('62 s');
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('63 s');
});

test('one that fails is reported, and stops no other', async () => {
  const reported = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {});
  const fails = vi.fn<() => string>(() => 'once');
  await render(
    <>
      <p {...tickingText(fails)} />
      <Seconds from={start} />
    </>,
  );
  fails.mockImplementation(() => {
    throw new Error('No words.');
  });
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('1 s');
  expect(reported).toHaveBeenCalledOnce();
  reported.mockRestore();
});

test('it is right again after an extension has replaced its text', async () => {
  await render(<Seconds from={start} />);
  const output = document.querySelector('output');
  const other = document.createElement('font');
  other.textContent = 'Null Sekunden';
  output?.replaceChildren(other);
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('1 s');
});

test('off the screen it moves on every ten seconds, for paper and in sight at once', async () => {
  await render(
    <div style={{ paddingTop: '5000px' }}>
      <Seconds from={start} />
    </div>,
  );
  await observed();
  vi.advanceTimersByTime(9_000);
  expect(text()).toBe('0 s');
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('10 s');
  vi.advanceTimersByTime(4_000);
  dispatchEvent(new Event('beforeprint'));
  expect(text()).toBe('14 s');
  vi.advanceTimersByTime(3_000);
  document.querySelector('output')?.scrollIntoView();
  await expect.poll(text).toBe('17 s');
  vi.advanceTimersByTime(1_000);
  expect(text()).toBe('18 s');
});

/**
 * When the browser has told all observers what is on the screen. It tells them in one task, in any
 * order: once one more has been told, the others have been by the next frame.
 */
async function observed() {
  const shown = document.querySelector('output');
  await new Promise((resolve) => {
    const observer = new IntersectionObserver(() => requestAnimationFrame(resolve));
    if (shown !== null) observer.observe(shown);
  });
}

test('no timer is left behind', async () => {
  const { unmount } = await render(<Seconds from={start} />);
  expect(vi.getTimerCount()).toBe(1);
  await unmount();
  expect(vi.getTimerCount()).toBe(0);
});
