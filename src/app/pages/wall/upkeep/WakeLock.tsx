import { useEffect, useState } from 'react';

import { keepAwake, type Awake as State } from './wake-lock.ts';

const reasons: Record<Exclude<State, 'asking' | 'held'>, string> = {
  insecure: 'it is kept awake only where Jobwatch is opened over https',
  unsupported: 'this browser can’t keep it awake',
  refused: 'this device refuses to keep it awake',
};

/** Holds the screen awake, and says so where that can't be done. */
export function Awake() {
  const [state, setState] = useState<State>('asking');
  useEffect(() => keepAwake(setState), []);
  if (state === 'asking' || state === 'held') return null;
  return <p role="status">The screen may sleep: {reasons[state]}</p>;
}
