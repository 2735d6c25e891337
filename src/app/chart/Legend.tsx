/** What the marks of a drawing mean. A press shows one kind of them alone, another one all again. */
import type { ReactNode } from 'react';

import type { Outcome } from '#insight/throughput.ts';

import { looks, type MarkState } from './outcomes.ts';
import { patternFill } from './pattern.ts';
import { RunBar } from './RunBar.tsx';

/** Written out, as Tailwind reads them from here. */
const alone: Record<MarkState, string> = {
  well: '[&_[data-state]:not([data-state=well])]:opacity-10',
  badly: '[&_[data-state]:not([data-state=badly])]:opacity-10',
  otherwise: '[&_[data-state]:not([data-state=otherwise])]:opacity-10',
  unknown: '[&_[data-state]:not([data-state=unknown])]:opacity-10',
  'never-ran': '[&_[data-state]:not([data-state=never-ran])]:opacity-10',
  running: '[&_[data-state]:not([data-state=running])]:opacity-10',
  queued: '[&_[data-state]:not([data-state=queued])]:opacity-10',
  planned: '[&_[data-state]:not([data-state=planned])]:opacity-10',
  unread: '[&_[data-state]:not([data-state=unread])]:opacity-10',
};

/** Of what the marks are in: fades all but those of one state, without rendering them again. */
export function isolating(state: MarkState | undefined): string {
  return state === undefined ? '' : alone[state];
}

export type LegendItem = { state: MarkState; word: string; swatch: ReactNode };

type Props = {
  items: readonly LegendItem[];
  isolated: MarkState | undefined;
  onIsolate: (state: MarkState | undefined) => void;
};

export function Legend({ items, isolated, onIsolate }: Props) {
  return (
    <ul data-legend aria-label="Legend" className="flex flex-wrap gap-x-1 px-2 py-1 text-xs">
      {items.map(({ state, word, swatch }) => (
        <li key={state}>
          <button
            type="button"
            aria-pressed={isolated === state}
            title={isolated === state ? 'Show all' : `Show only these: ${word}`}
            onClick={() => onIsolate(isolated === state ? undefined : state)}
            className="text-muted hover:bg-raised aria-pressed:bg-raised aria-pressed:text-ink flex h-6 items-center gap-1.5 rounded px-1.5"
          >
            <svg aria-hidden width={16} height={12}>
              {swatch}
            </svg>
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** `of` names the patterns of a drawing on the page. */
export function outcomeItem(outcome: Outcome, of: string): LegendItem {
  const word = looks[outcome].word;
  return {
    state: outcome,
    word: `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
    swatch: <RunBar x={1} y={1} width={14} height={10} outcome={outcome} of={of} />,
  };
}

export const queuedItem: LegendItem = {
  state: 'queued',
  word: 'In the queue',
  swatch: (
    <rect
      {...{ x: 1, y: 1, width: 14, height: 10, rx: 1 }}
      className="fill-waiting stroke-waiting"
      fillOpacity={0.35}
    />
  ),
};

export function unreadItem(of: string): LegendItem {
  return {
    state: 'unread',
    word: 'Not read',
    swatch: <rect width={16} height={12} className="stroke-edge" fill={patternFill(of, 'doubt')} />,
  };
}
