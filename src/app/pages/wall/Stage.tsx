import type { Wall } from './model.ts';
import type { WallSearch } from './search.ts';

type Props = { wall: Wall; search: WallSearch; zone: string };

/** What the wall shows at this moment. */
export function Stage({ wall }: Props) {
  const { failed, running } = wall.sets;
  return (
    <ul>
      {[...failed, ...running].map(({ id, title, status }) => (
        <li key={id}>
          {title} {status}
        </li>
      ))}
    </ul>
  );
}
