import { Button } from '../../../ui/Button.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { floorOf } from '../layout/use-element-size.ts';
import { NumberField } from './NumberField.tsx';
import { pixels } from './pixels.ts';
import { advice, type Letters } from './ruler.ts';
import { inches, metres } from './search.ts';
import type { Setup } from './use-setup-search.ts';

const bounds = { least: 0.5, most: 4 };

/** From the screen and the distance to the size of text. */
export function Ruler({ search, set }: Setup) {
  const screen = pixels(search.screen);
  const { pitchMm, titles, details, scale } = advice({
    ...screen,
    inches: search.inches,
    metres: search.metres,
  });
  const best = Math.min(Math.max(scale, bounds.least), bounds.most);
  return (
    <Panel title="Ruler for the distance">
      <div className="flex flex-col gap-3 p-3">
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label="Diagonal in inches"
            hint="Of the screen, corner to corner."
            value={search.inches}
            {...inches}
            step="any"
            onChange={(value) => set({ inches: value }, true)}
          />
          <NumberField
            label="Distance in metres"
            hint="From the screen to who reads it."
            value={search.metres}
            {...metres}
            step="any"
            onChange={(value) => set({ metres: value }, true)}
          />
        </div>
        <p className="text-sm">
          From {search.metres} m away, titles should have capitals of {size(titles)}, and details of{' '}
          {size(details)}. A pixel of this screen is {pitchMm.toFixed(2)} mm. At the scale needed
          the wall has such text where there is room; where there are many jobs it goes down to type
          of {Math.round(floorOf(screen, best))}, and no further.
        </p>
        <div className="flex flex-wrap items-center gap-3 text-sm">
          <output>
            Scale needed: {best}
            {scale > best &&
              ': it should be more, but that is the largest. Come closer, or hang up a larger screen.'}
          </output>
          <Button
            unavailable={search.scale === best ? 'It is in use' : undefined}
            onClick={() => set({ scale: best })}
          >
            Use this scale
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function size({ capMm, capPx, typePx }: Letters): string {
  const mm = Math.round(capMm * 10) / 10;
  return `${mm} mm (${capPx} pixels, which is type of ${typePx})`;
}
