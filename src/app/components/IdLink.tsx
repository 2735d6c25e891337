import { Link } from '@tanstack/react-router';

type Props = {
  id: string;
  /** Its job's title is a link as well: a stop for the Tab key there is enough. */
  beside?: boolean;
};

/** A job's id, leading to its page. Text still: dragged over from beside it, it is selected. */
export function IdLink({ id, beside = false }: Props) {
  return (
    <Link
      to="/jobs/$id"
      params={{ id }}
      preload={false}
      tabIndex={beside ? -1 : undefined}
      className="hover:underline"
    >
      {id}
    </Link>
  );
}
