import type { Wall } from './model.ts';
import type { WallSearch } from './search.ts';
import { Throughput } from './Throughput.tsx';

type Props = { wall: Wall; search: WallSearch; zone: string };

/** What the wall shows at this moment. */
export function Stage({ wall, search, zone }: Props) {
  const { failed, running } = wall.sets;
  if (search.view.length === 1 && search.view[0] === 'throughput') {
    return <Throughput search={search} zone={zone} />;
  }
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
