import { Choice } from '../../../ui/Choice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Screen } from '../layout/Screen.tsx';
import { useElementSize } from '../layout/use-element-size.ts';
import type { TileArea } from '../layout/view-pages.ts';
import { screens, screenSize } from './search.ts';
import type { Setup } from './use-setup-search.ts';

/** In CSS pixels: a portrait screen would otherwise fill the page. */
const maxHeight = 340;

/** The wall itself in a box of the screen's size, scaled down. It takes no input. */
type Props = Setup & { onArea: (area: TileArea) => void };

export function Preview({ search, set, onArea }: Props) {
  const { ref, size } = useElementSize();
  const { width, height } = screenSize(search.screen);
  const factor = size === undefined ? 0 : Math.min(size.width / width, maxHeight / height);
  return (
    <Panel
      title="Preview"
      aside={
        <Choice
          labelled
          label="Screen"
          value={search.screen}
          options={screens.map((value) => ({ value, label: value.replace('x', ' × ') }))}
          onChange={(screen) => set({ screen })}
        />
      }
    >
      <figure className="flex flex-col gap-2 p-3">
        {/* As high before its width is known as after. */}
        <div
          ref={ref}
          className="flex justify-center overflow-hidden"
          style={{ aspectRatio: `${width} / ${height}`, maxHeight }}
        >
          {factor > 0 && (
            <div
              className="border-edge overflow-hidden rounded border"
              style={{ width: width * factor, height: height * factor }}
            >
              <div inert style={{ width, height, scale: String(factor), transformOrigin: '0 0' }}>
                <Screen search={search} isPreview onArea={onArea} />
              </div>
            </div>
          )}
        </div>
        <figcaption className="text-muted text-xs">
          Live preview of a screen with {width} × {height} pixels, at {Math.round(factor * 100)}% of
          its size. The preview makes no sound.
        </figcaption>
      </figure>
    </Panel>
  );
}
