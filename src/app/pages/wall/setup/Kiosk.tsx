import type { ReactNode } from 'react';

import { Choice } from '../../../ui/Choice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { displayAddress, wallAddress } from './address.ts';
import { Copyable } from './Copyable.tsx';
import { linuxLines, starters, windowsLines } from './kiosk.ts';
import type { Setup } from './use-setup-search.ts';

const links = [
  { value: 'display', label: 'the link that signs itself in' },
  { value: 'wall', label: 'the link to this wall' },
] as const;

/** What to type on the computer behind the screen. */
export function Kiosk({ search, set }: Setup) {
  const address = search.link === 'display' ? displayAddress : wallAddress;
  const given = { url: address(search, document.baseURI), chime: search.chime === 'on' };
  return (
    <Panel
      title="On the whole screen"
      aside={
        <Choice
          labelled
          label="Link used"
          value={search.link}
          options={links}
          onChange={(link) => set({ link })}
        />
      }
    >
      <div className="grid gap-4 p-3 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {linuxLines(given).map((line) => (
            <Copyable key={line.name} {...line} />
          ))}
          <Hint>
            To start it with the computer, save the line as <code>jobwatch.sh</code> in the home
            folder, and enter one of these two once:
          </Hint>
          {starters.map((line) => (
            <Copyable key={line.name} {...line} />
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {windowsLines(given).map((line) => (
            <Copyable key={line.name} {...line} />
          ))}
          <Hint>
            Save the line as <code>jobwatch.cmd</code>, in the folder that Windows + R and{' '}
            <code>shell:startup</code> opens: it starts when that account signs in. Typed into a
            window instead, <code>%%</code> is to be <code>%</code>.
          </Hint>
          <Hint>
            The page keeps the screen awake by itself, but browsers allow that only over https or on
            localhost. Elsewhere, switch off the screen saver and the saving of energy.
          </Hint>
          <Hint>
            Start Firefox once without <code>--kiosk</code>, to answer what a new profile asks. In{' '}
            <code>about:config</code>, set <code>browser.sessionstore.resume_from_crash</code> to
            false, or after a power cut it may ask about old tabs; for the chime, set{' '}
            <code>media.autoplay.default</code> to 0.
          </Hint>
          <Hint>
            With the link to this wall, sign in there once, with a keyboard. No private or guest
            window: it forgets that when it closes.
          </Hint>
        </div>
      </div>
    </Panel>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="text-muted text-xs">{children}</p>;
}
