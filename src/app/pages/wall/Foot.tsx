import { Awake } from './Awake.tsx';

/** What keeps this display from lasting, in words; nothing at all where nothing does. */
export function Foot() {
  return (
    <footer className="text-muted flex flex-wrap px-[0.5em]" style={{ columnGap: '1em' }}>
      <Awake />
    </footer>
  );
}
