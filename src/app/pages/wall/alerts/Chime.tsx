import { useEffect, useSyncExternalStore } from 'react';

import { isWithin } from '#insight/time/daily-hours.ts';

import { vaultNow } from '../../../time/clock.ts';
import type { Wall } from '../use-wall.ts';
import { useNewFailure } from './use-new-failure.ts';

/** Browsers make no sound until somebody has touched the page, unless they are configured to. */
type AudioState = 'ready' | 'blocked' | 'unsupported';

const words: Record<Exclude<AudioState, 'ready'>, string> = {
  blocked: 'Sound is off until a key is pressed',
  unsupported: 'This browser can’t play the sound',
};

type Props = { walls: readonly Wall[]; zone: string; quiet: string | undefined };

/** Sounds once for a new failure, outside the quiet hours; says why where there is no sound. */
export function Chime({ walls, zone, quiet }: Props) {
  const state = useSyncExternalStore(subscribe, () => audioState);
  const failure = useNewFailure(walls);

  useEffect(() => {
    if (failure === undefined) return;
    if (quiet === undefined || !isWithin(quiet, vaultNow(), zone)) playOnce(failure.at);
  }, [failure, quiet, zone]);

  return state === 'ready' ? null : <div role="status">{words[state]}</div>;
}

let context: AudioContext | undefined;
let audioState: AudioState = 'blocked';
let lastPlayed = 0;
const listeners = new Set<() => void>();
const gestures = ['keydown', 'pointerdown'] as const;

/** Plays one chime per failure, which is identified by when it was noticed. */
function playOnce(failedAt: number): void {
  if (failedAt === lastPlayed || context === undefined || context.state !== 'running') return;
  lastPlayed = failedAt;
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
  if (listeners.size === 1) open();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) close();
  };
}

function open(): void {
  if (!('AudioContext' in globalThis)) return setAudioState('unsupported');
  context = new AudioContext();
  context.addEventListener('statechange', update);
  for (const gesture of gestures) addEventListener(gesture, resume);
  update();
}

function close(): void {
  for (const gesture of gestures) removeEventListener(gesture, resume);
  context?.removeEventListener('statechange', update);
  void context?.close();
  context = undefined;
}

function update(): void {
  setAudioState(context?.state === 'running' ? 'ready' : 'blocked');
}

function resume(): void {
  void context?.resume();
}

function setAudioState(next: AudioState): void {
  if (next === audioState) return;
  audioState = next;
  for (const listener of listeners) listener();
}
