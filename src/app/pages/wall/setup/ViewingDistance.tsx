import { Button } from '../../../ui/Button.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { minTextPxOf } from '../layout/use-element-size.ts';
import type { TileArea } from '../layout/view-pages.ts';
import { NumberField } from './NumberField.tsx';
import { OnTheWall } from './OnTheWall.tsx';
import { inches, metres, screenSize } from './search.ts';
import type { Setup } from './use-setup-search.ts';
import { recommend, type TextSize } from './viewing-distance.ts';

const scales = { min: 0.5, max: 4 };

/** Recommends a text scale for the screen and the distance to it. */
type Props = Setup & { area: TileArea | undefined };

export function ViewingDistance({ search, set, area }: Props) {
  const screen = screenSize(search.screen);
  const { pixelMm, titles, details, scale } = recommend({
    ...screen,
    inches: search.inches,
    metres: search.metres,
  });
  const recommended = Math.min(Math.max(scale, scales.min), scales.max);
  return (
    <Panel title="Viewing distance">
      <div className="flex flex-col gap-3 p-3">
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            label="Diagonal in inches"
            hint="Of the screen, from corner to corner."
            value={search.inches}
            {...inches}
            step="any"
            onChange={(value) => set({ inches: value }, true)}
          />
          <NumberField
            label="Distance in metres"
            hint="From the screen to its readers."
            value={search.metres}
            {...metres}
            step="any"
            onChange={(value) => set({ metres: value }, true)}
          />
        </div>
        <p className="text-sm">
          To be read from {search.metres} m away, titles need capital letters of {sizeText(titles)},
          and details of {sizeText(details)}. A pixel of this screen is {pixelMm.toFixed(2)} mm. At
          the recommended scale, text has this size while there is space. With many jobs it shrinks,
          but never below a font size of {Math.round(minTextPxOf(screen, recommended))}.
        </p>
        {area !== undefined && <OnTheWall search={search} area={area} recommended={recommended} />}
        <div className="flex flex-wrap items-center gap-3 text-sm">
          <output>
            Recommended scale: {recommended}
            {scale > recommended &&
              '. That is the largest, but still too small. Move closer or use a larger screen.'}
          </output>
          <Button
            unavailable={search.scale === recommended ? 'Already in use' : undefined}
            onClick={() => set({ scale: recommended })}
          >
            Use this scale
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function sizeText({ capMm, capPx, fontPx }: TextSize): string {
  const mm = Math.round(capMm * 10) / 10;
  return `${mm} mm (${capPx} pixels, or a font size of ${fontPx})`;
}
