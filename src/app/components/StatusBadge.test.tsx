import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import '../index.css';
import { StatusBadge } from './StatusBadge.tsx';

test.for(['SUCCESS', 'ERRORS_ENCOUNTERED'])(
  'the word of %s stands on the line of the words around it',
  async (status) => {
    const { container } = await render(
      <p className="text-sm">
        <b>Last run:</b> <StatusBadge status={status} />
      </p>,
    );
    const bottoms = ['b', '[title] > span'].map((part) => {
      const words = document.createRange();
      words.selectNodeContents(container.querySelector(part) ?? container);
      return words.getBoundingClientRect().bottom;
    });
    expect(bottoms[1]).toBeCloseTo(bottoms[0] ?? Number.NaN, 1);
  },
);
