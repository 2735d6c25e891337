import type { SetupSearch } from './search.ts';

/** `1920x1080` as numbers. */
export function pixels(screen: SetupSearch['screen']): { width: number; height: number } {
  const [width = 0, height = 0] = screen.split('x').map(Number);
  return { width, height };
}
