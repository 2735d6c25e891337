import type { Session } from '#contract/session.ts';
import { allZones, withChosen } from '#insight/time/zone-names.ts';

import { HoursField } from '../../../components/HoursField.tsx';
import { CheckboxField } from '../../../ui/CheckboxField.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { NumberField } from './NumberField.tsx';
import { TitlesField } from './TitlesField.tsx';
import type { Setup } from './use-setup-search.ts';
import { VaultsField } from './VaultsField.tsx';
import { ViewsField } from './ViewsField.tsx';

const themes = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'Same as the device' },
] as const;

/** A control for every option of what a wall shows, and how. */
export function Options({ search, set, session }: Setup & { session: Session }) {
  const named = ['UTC', ...allZones()].map((name) => ({ value: name, label: name }));
  const chosen = search.zone ?? '';
  const zones = withChosen([{ value: '', label: 'Device time zone' }, ...named], chosen);
  return (
    <>
      <Panel title="Content">
        <div className="flex flex-col gap-4 p-3">
          <VaultsField search={search} set={set} session={session} />
          <ViewsField search={search} set={set} />
          <NumberField
            label="Seconds per page"
            hint="Long enough to read it across the room. A view with many jobs has several pages."
            value={search.seconds}
            min={5}
            max={3_600}
            step="any"
            onChange={(seconds) => set({ seconds }, true)}
          />
          <TitlesField search={search} set={set} />
        </div>
      </Panel>
      <Panel title="Appearance">
        <div className="flex flex-col gap-4 p-3">
          <Choice
            label="Theme"
            hint="Dark suits a dim room. Light is easier to read in sunlight."
            value={search.theme}
            options={themes}
            onChange={(theme) => set({ theme })}
          />
          <NumberField
            label="Text scale"
            hint="Larger text can be read from farther away, but fewer jobs fit on a page. The panel “Viewing distance” finds the right scale."
            value={search.scale}
            min={0.5}
            max={4}
            step={0.05}
            onChange={(scale) => set({ scale }, true)}
          />
          <Choice
            label="Time zone"
            hint="All times on the wall are in this zone, and the wall names it."
            value={chosen}
            options={zones}
            onChange={(zone) => set({ zone: zone === '' ? undefined : zone })}
          />
          <CheckboxField
            label="Prevent burn-in"
            hint="Moves everything by a few pixels every minute."
            checked={search.drift === 'on'}
            onChange={(checked) => set({ drift: checked ? 'on' : 'off' })}
          />
        </div>
      </Panel>
    </>
  );
}

/** What the preview doesn't show. */
export function TimesAndSound({ search, set }: Setup) {
  return (
    <Panel title="Times and sound">
      <div className="flex flex-col gap-4 p-3">
        <HoursField
          label="Dim the screen"
          hint="When nobody is there. A new failure lights it up again for five minutes."
          names={['From', 'to']}
          value={search.dim}
          clearLabel="Never dim"
          onChange={(dim) => set({ dim })}
        />
        <CheckboxField
          label="Chime"
          hint="A short sound for each new failure. Browsers block sound at first; the kiosk commands below allow it."
          checked={search.chime === 'on'}
          onChange={(checked) => set({ chime: checked ? 'on' : 'off' })}
        />
        <HoursField
          label="Mute the chime"
          hint="Failures are still shown."
          names={['From', 'to']}
          value={search.quiet}
          clearLabel="Never mute"
          onChange={(quiet) => set({ quiet })}
        />
        <HoursField
          label="Reload every day at"
          hint="Only for a browser that gets slow after weeks. New versions of Jobwatch load by themselves."
          names={['Time']}
          value={search.reload}
          clearLabel="Never reload"
          onChange={(reload) => set({ reload })}
        />
      </div>
    </Panel>
  );
}
