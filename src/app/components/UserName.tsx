import { useUserName } from '../queries/users.ts';

type Props = { id: string };

/** Who, by name as soon as Vault tells it. */
export function UserName({ id }: Props) {
  const name = useUserName(id);
  return <bdi title={`${name}, user ${id}`}>{name}</bdi>;
}
