/** The sound for a new failure. */
import { useSyncExternalStore } from 'react';

/** Browsers stay silent until somebody has touched the page, unless they were started otherwise. */
export type Sound = 'ready' | 'waiting' | 'unsupported';

let context: AudioContext | undefined;
let sound: Sound = 'waiting';
let lastRung = 0;
const listeners = new Set<() => void>();
const touches = ['keydown', 'pointerdown'] as const;

/** Arms the sound while it is asked for. */
export function useSound(): Sound {
  return useSyncExternalStore(subscribe, () => sound);
}

/** One chime for what was noticed at that moment, however often it is asked for. */
export function chime(at: number): void {
  if (at === lastRung || context === undefined || context.state !== 'running') return;
  lastRung = at;
  const { currentTime: now, destination } = context;
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.setValueAtTime(660, now);
  tone.frequency.setValueAtTime(880, now + 0.2);
  volume.gain.setValueAtTime(0.25, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + 0.9);
  tone.connect(volume).connect(destination);
  tone.addEventListener('ended', () => volume.disconnect(), { once: true });
  tone.start(now);
  tone.stop(now + 0.9);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) arm();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) disarm();
  };
}

function arm(): void {
  if (!('AudioContext' in globalThis)) return turn('unsupported');
  context = new AudioContext();
  context.addEventListener('statechange', follow);
  for (const touch of touches) addEventListener(touch, resume);
  follow();
}

function disarm(): void {
  for (const touch of touches) removeEventListener(touch, resume);
  context?.removeEventListener('statechange', follow);
  void context?.close();
  context = undefined;
}

function follow(): void {
  turn(context?.state === 'running' ? 'ready' : 'waiting');
}

function resume(): void {
  void context?.resume();
}

function turn(next: Sound): void {
  if (next === sound) return;
  sound = next;
  for (const listener of listeners) listener();
}
