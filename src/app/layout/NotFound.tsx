import { Link } from '@tanstack/react-router';

/** For an address that leads nowhere. */
export function NotFound() {
  return (
    <main className="mx-auto max-w-lg p-6">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p className="text-muted py-2">
        The address may be cut off, or from another version of Jobwatch.
      </p>
      <Link to="/" className="text-accent underline">
        Go to the overview
      </Link>
    </main>
  );
}
