import { CircleCheck, CircleHelp } from 'lucide-react';

import { instant } from '#contract/instant.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { clockTime, roughly } from '../../../time/format.ts';
import { number } from '../../../ui/number.ts';
import type { Wall } from '../model.ts';
import { type Verdict as Found, verdictHeight } from '../views.ts';
import { Face } from './Message.tsx';

type Props = {
  found: Found;
  wall: Wall;
  zone: string;
  /** What else there is to say, where no tile stands below: the verdict then has the whole room. */
  alone: string | undefined;
};

/** That nothing is wrong, since when, and when that was last looked at. */
export function Verdict({ found, wall: { heard, now }, zone, alone }: Props) {
  const check = useTicking(() => {
    const { asOf } = heard();
    return asOf === undefined ? '' : `Last check ${roughly(deviceNow() - asOf)} ago`;
  });
  const [words, detail] = wordsOf(found, (at) => clockTime(instant(at), zone, now));
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
      className="border-line bg-surface mb-[0.4em] flex flex-wrap content-center items-baseline gap-x-[1em] overflow-hidden rounded-[0.25em] border px-[0.8em]"
      style={{ height: `${verdictHeight - 0.4}em` }}
    >
      <p className="font-semibold" style={{ fontSize: isClear ? '1.7em' : '1em', lineHeight: 1.2 }}>
        {shown}
      </p>
      <p className="text-muted">{rest}</p>
    </div>
  );
}

const doubts = {
  unread: 'not all of the last 24 h could be read',
  unknown: 'some runs ended with a status that Jobwatch does not know',
} as const;

function wordsOf(found: Found, at: (ms: number) => string): [string, string] {
  switch (found.kind) {
    case 'since':
      return [`All clear since ${at(found.at)}`, ''];
    case 'never': {
      if (found.at === undefined) return ['All clear', 'No run has finished yet'];
      const runs = found.runs === 1 ? 'the 1 run' : `the newest ${number(found.runs)} runs`;
      return ['All clear', `No failure known in ${runs}, since ${at(found.at)}`];
    }
    case 'unsure':
      return [`No failure is known, but ${doubts[found.why]}`, ''];
  }
}
