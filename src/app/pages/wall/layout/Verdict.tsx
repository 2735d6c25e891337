import { CircleCheck, CircleHelp } from 'lucide-react';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { roughly } from '../../../time/format.ts';
import type { Wall } from '../model.ts';
import { gap } from './grid.ts';
import { Face } from './Message.tsx';
import type { Telling } from './tile-text.ts';
import { type Verdict as Found, verdictHeight, verdictSize, verdictText } from './verdict.ts';

type Props = {
  found: Found;
  wall: Wall;
  telling: Telling;
  /** Of the view, in em. */
  width: number;
  /** What else there is to say, where no tile stands below: the verdict then has the whole room. */
  alone: string | undefined;
};

/** That nothing is wrong, since when, and when that was last looked at. */
export function Verdict({ found, wall: { heard }, telling, width, alone }: Props) {
  const check = useTicking(() => {
    const { asOf } = heard();
    return asOf === undefined ? '' : `Last check ${roughly(deviceNow() - asOf)} ago`;
  });
  const { words, detail } = verdictText(found, telling);
  const isClear = found.kind !== 'unsure';
  const Icon = isClear ? CircleCheck : CircleHelp;
  const shown = (
    <span className={isClear ? 'text-well' : 'text-unknown'}>
      <Icon aria-hidden size="1em" className="mr-[0.3em] inline align-[-0.14em]" />
      {words}
    </span>
  );
  const rest = [detail, check].filter((part) => part !== '').join(' · ');
  if (alone !== undefined) return <Face detail={`${alone} · ${rest}`}>{shown}</Face>;
  return (
    <div
      className="border-line bg-surface flex flex-wrap content-center items-baseline gap-x-[1em] overflow-hidden rounded-[0.25em] border px-[0.8em]"
      style={{ height: `${verdictHeight(found, telling, width)}em`, marginBottom: `${gap}em` }}
    >
      <p className="font-semibold" style={{ fontSize: `${verdictSize(found)}em`, lineHeight: 1.2 }}>
        {shown}
      </p>
      <p className="text-muted">{rest}</p>
    </div>
  );
}
