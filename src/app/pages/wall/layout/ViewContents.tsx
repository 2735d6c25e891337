import { useLiveness } from '../../../vaults/watched.ts';
import type { Wall } from '../use-wall.ts';
import type { Contents } from '../views.ts';
import type { Page } from './fit.ts';
import { Message } from './Message.tsx';
import type { TileContext } from './tile-text.ts';
import { TileRows } from './TileRows.tsx';
import type { Space } from './verdict-size.ts';
import { Verdict } from './Verdict.tsx';

type Props = {
  contents: Contents;
  /** Undefined where there is no tile. */
  page: Page | undefined;
  wall: Wall;
  context: TileContext;
  /** Of the view. */
  space: Space;
};

/** One page of a view, or why there is nothing to show. */
export function ViewContents({ contents, page, wall, context, space }: Props) {
  const { attention, others, emptyText, verdict } = contents;
  const isLoading = useLiveness(wall) === 'loading' || wall.isReading;
  // Laid out with a part of what is known, all tiles would move when the rest comes.
  if (wall.polling().asOf === undefined || wall.isReading) {
    return isLoading ? (
      <Message>Loading jobs from Vault …</Message>
    ) : (
      <Message detail="Jobwatch keeps trying.">No jobs received yet</Message>
    );
  }
  const isEmpty = attention.length + others.length === 0;
  if (isEmpty && verdict === undefined) {
    return <Message>{context.isPast ? `Was: ${emptyText}` : emptyText}</Message>;
  }
  return (
    <>
      {verdict !== undefined && (
        <Verdict
          verdict={verdict}
          wall={wall}
          context={context}
          space={space}
          emptyText={isEmpty ? emptyText : undefined}
        />
      )}
      {page !== undefined && (
        <TileRows page={page} attention={attention} others={others} contextOf={() => context} />
      )}
    </>
  );
}
