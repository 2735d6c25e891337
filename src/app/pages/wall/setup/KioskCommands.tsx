import type { ReactNode } from 'react';

import { Choice } from '../../../ui/Choice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { displayAddress, wallAddress } from './address.ts';
import { Copyable } from './Copyable.tsx';
import { linuxCommands, startupCommands, windowsCommands } from './kiosk-commands.ts';
import type { Setup } from './use-setup-search.ts';

const links = [
  { value: 'display', label: 'Link with automatic sign-in' },
  { value: 'wall', label: 'Link to this wall' },
] as const;

/** `isDisplay`: the link with automatic sign-in leads somewhere. */
type Props = Setup & { isDisplay: boolean };

/** The commands that open the wall full screen, for the computer behind the screen. */
export function KioskCommands({ search, set, isDisplay }: Props) {
  const link = isDisplay ? search.link : 'wall';
  const address = link === 'display' ? displayAddress : wallAddress;
  const options = { url: address(search, document.baseURI), chime: search.chime === 'on' };
  return (
    <Panel
      title="Full screen (kiosk)"
      aside={
        <Choice
          labelled
          label="Open"
          value={link}
          options={links.filter(({ value }) => isDisplay || value === 'wall')}
          onChange={(value) => set({ link: value })}
        />
      }
    >
      <div className="grid gap-4 p-3 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {linuxCommands(options).map((command) => (
            <Copyable key={command.name} {...command} />
          ))}
          <Hint>
            To start it together with the computer, save the command as <code>jobwatch.sh</code> in
            the home folder, and run one of these two once:
          </Hint>
          {startupCommands.map((command) => (
            <Copyable key={command.name} {...command} />
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {windowsCommands(options).map((command) => (
            <Copyable key={command.name} {...command} />
          ))}
          <Hint>
            Save the command as <code>jobwatch.cmd</code> in the startup folder, which opens with
            Windows + R and <code>shell:startup</code>. It then starts when this account signs in.
            In a command window, type <code>%</code> instead of <code>%%</code>.
          </Hint>
          <Hint>
            The page keeps the screen awake by itself, but browsers allow this only over https or on
            localhost. Otherwise, turn off the screen saver and power saving.
          </Hint>
          <Hint>
            Start Firefox once without <code>--kiosk</code>, to answer the questions of a new
            profile. In <code>about:config</code>, set{' '}
            <code>browser.sessionstore.resume_from_crash</code> to false, or Firefox may ask about
            old tabs after a power cut. For the chime, set <code>media.autoplay.default</code> to 0.
          </Hint>
          <Hint>
            With the link to this wall, sign in once on that screen, with a keyboard. Don’t use a
            private or guest window: it forgets the sign-in when it is closed.
          </Hint>
        </div>
      </div>
    </Panel>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="text-muted text-xs">{children}</p>;
}
