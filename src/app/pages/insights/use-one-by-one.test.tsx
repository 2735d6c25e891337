import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { useOneByOne } from './use-one-by-one.ts';

type Answer = { question: string; age: number };

const isSameQuestion = (one: Answer, other: Answer) => one.question === other.question;

/** Three views, of which each fills the screen twice. */
function Views({ latest }: { latest: Answer }) {
  const { area, places } = useOneByOne({ latest, count: 3, isSameQuestion });
  return (
    <div ref={area}>
      {places.map(({ shown, isOutdated }, nth) => (
        // oxlint-disable-next-line react/no-array-index-key -- they never change places
        <section key={nth} style={{ height: '200vh' }}>
          <p hidden={isOutdated}>{shown && `${shown.question} ${shown.age}`}</p>
          <button type="button">View {nth + 1}</button>
        </section>
      ))}
    </div>
  );
}

/** What each view shows, and undefined where that is an answer to another question. */
function texts() {
  return [...document.querySelectorAll('p')].map((text) =>
    text.hidden ? undefined : text.textContent,
  );
}

async function drawn(latest: Answer) {
  const screen = await render(<Views latest={latest} />);
  const words = `${latest.question} ${latest.age}`;
  await expect.poll(texts).toEqual([words, words, words]);
  return { show: async (next: Answer) => screen.rerender(<Views latest={next} />) };
}

test('the answer to another question comes to views far from the screen as they come near', async () => {
  const { show } = await drawn({ question: 'week', age: 1 });
  await show({ question: 'day', age: 1 });
  await expect.poll(texts).toEqual(['day 1', undefined, undefined]);
  document.querySelectorAll('section')[1]?.scrollIntoView();
  await expect.poll(texts).toEqual(['day 1', 'day 1', undefined]);
});

test('newer data of the same question comes to all views, wherever they are', async () => {
  const { show } = await drawn({ question: 'week', age: 1 });
  await show({ question: 'week', age: 2 });
  await expect.poll(texts).toEqual(['week 2', 'week 2', 'week 2']);
});

test('a view that was left out shows the first question again when that is asked again', async () => {
  const { show } = await drawn({ question: 'week', age: 1 });
  await show({ question: 'day', age: 1 });
  await expect.poll(texts).toEqual(['day 1', undefined, undefined]);
  await show({ question: 'week', age: 2 });
  await expect.poll(texts).toEqual(['week 2', 'week 2', 'week 2']);
});

test('a view that has the focus follows, though it is far from the screen', async () => {
  const { show } = await drawn({ question: 'week', age: 1 });
  document.querySelectorAll('button')[2]?.focus({ preventScroll: true });
  await show({ question: 'day', age: 1 });
  await expect.poll(texts).toEqual(['day 1', undefined, 'day 1']);
});

test('all views are up to date as soon as the page is to be printed', async () => {
  const { show } = await drawn({ question: 'week', age: 1 });
  await show({ question: 'day', age: 1 });
  await expect.poll(texts).toEqual(['day 1', undefined, undefined]);
  dispatchEvent(new Event('beforeprint'));
  expect(texts()).toEqual(['day 1', 'day 1', 'day 1']);
});

test('views that were never drawn are printed', async () => {
  const screen = await render(<Views latest={{ question: 'week', age: 1 }} />);
  dispatchEvent(new Event('beforeprint'));
  expect(texts()).toEqual(['week 1', 'week 1', 'week 1']);
  await screen.unmount();
});
