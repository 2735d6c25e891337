import { allZones } from '../../../time/zone.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { Tick } from './CheckboxField.tsx';
import { HoursField } from './HoursField.tsx';
import { NumberField } from './NumberField.tsx';
import { Pick } from './SelectField.tsx';
import { TitlesField } from './TitlesField.tsx';
import type { Setup } from './use-setup-search.ts';
import { ViewsField } from './ViewsField.tsx';

const themes = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the device says' },
] as const;

/** Every option of a wall, each with what it is for. */
export function Options({ search, set }: Setup) {
  const known = ['UTC', ...allZones()];
  const zones = [
    { value: '', label: 'That of the wall’s device' },
    ...[...new Set([...known, ...(search.zone === undefined ? [] : [search.zone])])].map(
      (name) => ({ value: name, label: name }),
    ),
  ];
  return (
    <>
      <Panel title="What it shows">
        <div className="flex flex-col gap-4 p-3">
          <ViewsField search={search} set={set} />
          <NumberField
            label="Seconds for each page"
            hint="Long enough to read it across the room: a view with more than fits has several pages."
            value={search.seconds}
            least={5}
            most={3_600}
            step="any"
            onChange={(seconds) => set({ seconds }, true)}
          />
          <TitlesField search={search} set={set} />
        </div>
      </Panel>
      <Panel title="How it looks">
        <div className="flex flex-col gap-4 p-3">
          <Pick
            label="Theme"
            hint="Dark is easy on a dim room; light is read more easily where the sun comes in."
            value={search.theme}
            options={themes}
            onChange={(theme) => set({ theme })}
          />
          <NumberField
            label="Scale of the text"
            hint="Larger for those who stand farther away; less fits then. The ruler for the distance finds it."
            value={search.scale}
            least={0.5}
            most={4}
            step={0.05}
            onChange={(scale) => set({ scale }, true)}
          />
          <Pick
            label="Times in"
            hint="For a wall whose viewers think in another zone than its device. The wall says which it is."
            value={search.zone ?? ''}
            options={zones}
            onChange={(zone) => set({ zone: zone === '' ? undefined : zone })}
          />
          <Tick
            label="Drift"
            hint="All moves a few pixels now and then, so that nothing burns into the screen."
            value={search.drift}
            onChange={(drift) => set({ drift })}
          />
        </div>
      </Panel>
      <Panel title="By day and by night">
        <div className="flex flex-col gap-4 p-3">
          <HoursField
            label="Dimmed"
            hint="When nobody is there to look: the wall is darkened, but for five minutes after a new failure."
            names={['From', 'until']}
            value={search.dim}
            none="Never dim"
            onChange={(dim) => set({ dim })}
          />
          <Tick
            label="Chime"
            hint="A short sound for each new failure. The browser must be allowed to make one: the kiosk lines see to it."
            value={search.chime}
            onChange={(chime) => set({ chime })}
          />
          <HoursField
            label="Quiet"
            hint="When the chime is silent, though failures are shown."
            names={['From', 'until']}
            value={search.quiet}
            none="Never quiet"
            onChange={(quiet) => set({ quiet })}
          />
          <HoursField
            label="Loaded anew each day"
            hint="Only for a browser that grows slow over weeks. The wall takes up a new version by itself."
            names={['At']}
            value={search.reload}
            none="Never load anew"
            onChange={(reload) => set({ reload })}
          />
        </div>
      </Panel>
    </>
  );
}
