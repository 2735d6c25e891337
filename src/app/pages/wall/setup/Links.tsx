import { Panel } from '../../../ui/Panel.tsx';
import { displayAddress, wallAddress } from './address.ts';
import { Copyable } from './Copyable.tsx';
import type { Setup } from './use-setup-search.ts';

/** The wall's address, for a browser that is signed in and for a screen that does so by itself. */
export function Links({ search }: Pick<Setup, 'search'>) {
  const wall = wallAddress(search, document.baseURI);
  return (
    <Panel title="The link">
      <div className="flex flex-col gap-4 p-3 text-sm">
        <div className="flex flex-col gap-1">
          <Copyable name="Link to this wall" text={wall} />
          <p className="text-muted text-xs">
            For a browser that is signed in: it shows what that viewer may see, until the session
            ends.{' '}
            <a href={wall} target="_blank" rel="noreferrer" className="text-accent underline">
              Open it in a new tab
            </a>
          </p>
        </div>
        <div className="flex flex-col gap-1">
          <Copyable
            name="Link that signs itself in"
            text={displayAddress(search, document.baseURI)}
          />
          <p className="text-muted text-xs">
            For a screen that nobody touches. Put the server’s <code>DISPLAY_TOKEN</code> in place
            of <code>&lt;DISPLAY_TOKEN&gt;</code>: who runs Jobwatch has set it and knows it, this
            page does not. Whoever has that link can see the jobs, so treat it as a password;
            another token on the server makes it worthless.
          </p>
        </div>
      </div>
    </Panel>
  );
}
