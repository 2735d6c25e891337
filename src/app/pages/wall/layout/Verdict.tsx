import { CircleCheck, CircleHelp } from 'lucide-react';

import { roughly } from '#insight/time/format.ts';
import { type Verdict as Found, verdictText } from '#insight/verdict.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { dotted } from '../../../ui/dot.ts';
import type { Wall } from '../use-wall.ts';
import { gap } from './grid.ts';
import { Message } from './Message.tsx';
import type { TileContext } from './tile-text.ts';
import { type Space, verdictHeight, verdictSize } from './verdict-size.ts';

type Props = {
  verdict: Found;
  wall: Wall;
  context: TileContext;
  /** Of the view. */
  space: Space;
  /** Set where there are no tiles below: the verdict then fills the page, and this text with it. */
  emptyText: string | undefined;
};

/** Nothing is wrong, since when, and when that was last checked; or why that is uncertain. */
export function Verdict({ verdict, wall: { polling }, context, space, emptyText }: Props) {
  const lastCheck = useTicking(() => {
    const { asOf } = polling();
    return asOf === undefined ? '' : `Last checked ${roughly(deviceNow() - asOf)} ago`;
  });
  const { headline, detail } = verdictText(verdict, context);
  const isClear = verdict.kind !== 'unsure';
  const Icon = isClear ? CircleCheck : CircleHelp;
  const title = (
    <span className={isClear ? 'text-well' : 'text-unknown'}>
      <Icon aria-hidden size="1em" className="mr-[0.3em] inline align-[-0.14em]" />
      {headline}
    </span>
  );
  const rest = dotted([emptyText ?? '', detail, lastCheck]);
  if (emptyText !== undefined) return <Message detail={rest}>{title}</Message>;
  return (
    <div
      className="border-line bg-surface flex flex-wrap content-center items-baseline gap-x-[1em] overflow-hidden rounded-[0.25em] border px-[0.8em]"
      style={{ height: `${verdictHeight(verdict, context, space)}em`, marginBottom: `${gap}em` }}
    >
      <div
        className="font-semibold"
        style={{ fontSize: `${verdictSize(verdict)}em`, lineHeight: 1.2 }}
      >
        {title}
      </div>
      <div className="text-muted">{rest}</div>
    </div>
  );
}
