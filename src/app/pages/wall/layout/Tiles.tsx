import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { trust } from '../liveness.ts';
import type { Wall } from '../model.ts';
import type { Contents } from '../views.ts';
import type { Page } from './fit.ts';
import { Face } from './Message.tsx';
import type { Telling } from './tile-text.ts';
import { Bands } from './TileRows.tsx';
import { Verdict } from './Verdict.tsx';

type Props = {
  contents: Contents;
  /** Undefined where there is no tile. */
  page: Page | undefined;
  wall: Wall;
  telling: Telling;
  /** Of the view, in em. */
  width: number;
};

/** One page of a view, or why there is none. */
export function Tiles({ contents, page, wall, telling, width }: Props) {
  const { held, others, nothing, verdict } = contents;
  const isWaiting = useTicking(() => trust(wall.heard(), deviceNow()).tone === 'waiting');
  if (wall.heard().asOf === undefined) {
    return isWaiting ? (
      <Face>Asking Vault for its jobs …</Face>
    ) : (
      <Face detail="It is asked again by itself.">No job has been heard of yet</Face>
    );
  }
  const isEmpty = held.length + others.length === 0;
  if (isEmpty && verdict === undefined) {
    return <Face>{telling.isPast ? `Was so: ${nothing}` : nothing}</Face>;
  }
  return (
    <>
      {verdict !== undefined && (
        <Verdict
          found={verdict}
          wall={wall}
          telling={telling}
          width={width}
          alone={isEmpty ? nothing : undefined}
        />
      )}
      {page !== undefined && <Bands page={page} held={held} others={others} telling={telling} />}
    </>
  );
}
