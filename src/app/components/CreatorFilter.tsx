import { memo, useId } from 'react';

import { useUserName } from '../queries/users.ts';
import { number } from '../ui/number.ts';

type Props = {
  /** A user's id, or empty for anyone. */
  value: string;
  onChange: (id: string) => void;
  /** Who has created how many jobs, in the order in which they are offered. */
  creators: readonly (readonly [id: string, count: number])[];
  /** Whether a count is the number of rows that would remain. */
  counted: boolean;
};

export const CreatorFilter = memo(function CreatorFilter(props: Props) {
  const { value, onChange, creators, counted } = props;
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        Created by
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        // As wide with names as without: they come late, and a filter that grows moves all below.
        className="border-edge bg-surface h-7 w-48 rounded border px-1 text-sm"
      >
        <option value="">Anyone</option>
        {value !== '' && !creators.some(([creator]) => creator === value) && (
          <option value={value}>User {value}</option>
        )}
        {creators.map(([creator, count]) => (
          <Creator key={creator} id={creator} count={counted ? count : undefined} />
        ))}
      </select>
    </div>
  );
});

function Creator({ id, count }: { id: string; count: number | undefined }) {
  const name = useUserName(id);
  return (
    <option value={id}>
      {name}
      {count !== undefined && ` (${number(count)})`}
    </option>
  );
}
