import { Choice } from '../../../ui/Choice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Screen } from '../layout/Screen.tsx';
import { useRoom } from '../layout/use-element-size.ts';
import { pixels } from './pixels.ts';
import { screens } from './search.ts';
import type { Setup } from './use-setup-search.ts';

/** Of the preview, in pixels of the page: a screen on its side would push all else away. */
const highest = 340;

/** The wall itself, in a box of the screen's size that is drawn smaller. It is only to be seen. */
export function Preview({ search, set }: Setup) {
  const { ref, room } = useRoom();
  const { width, height } = pixels(search.screen);
  const factor = room === undefined ? 0 : Math.min(room.width / width, highest / height);
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
        <div ref={ref} className="flex justify-center overflow-hidden">
          {factor > 0 && (
            <div
              className="border-edge overflow-hidden rounded border"
              style={{ width: width * factor, height: height * factor }}
            >
              <div inert style={{ width, height, scale: String(factor), transformOrigin: '0 0' }}>
                <Screen search={search} isPreview />
              </div>
            </div>
          )}
        </div>
        <figcaption className="text-muted text-xs">
          What a screen of {width} × {height} pixels shows now, at {Math.round(factor * 100)} % of
          its size. It is live, and silent.
        </figcaption>
      </figure>
    </Panel>
  );
}
