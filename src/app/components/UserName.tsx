import { memo } from 'react';

import { useUserName } from '../queries/users.ts';

type Props = { id: string };

/**
 * Who, by name as soon as Vault tells it. Rows of another page often have the same users in the same
 * places, and its three hooks cost as much as the rest of a cell.
 */
export const UserName = memo(function UserName({ id }: Props) {
  const name = useUserName(id);
  return <bdi title={`${name}, user ${id}`}>{name}</bdi>;
});
