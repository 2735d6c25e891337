import { useEffect, useState } from 'react';

/** `pending` until the browser has answered; the last three are reasons why the screen may sleep. */
type WakeLockState = 'pending' | 'held' | 'insecure' | 'unsupported' | 'refused';

const reasons: Record<Exclude<WakeLockState, 'pending' | 'held'>, string> = {
  insecure: 'browsers keep it awake only over https',
  unsupported: 'this browser can’t keep it awake',
  refused: 'this device refuses to keep it awake',
};

/** Keeps the screen awake, and says so where that is not possible. */
export function WakeLock() {
  const [state, setState] = useState<WakeLockState>('pending');
  useEffect(() => keepAwake(setState), []);
  if (state === 'pending' || state === 'held') return null;
  return <div role="status">The screen may sleep: {reasons[state]}</div>;
}

/** A browser that releases the lock at once must not be asked in a loop. */
const afterReleaseMs = 1_000;
const afterRefusalMs = 30_000;

/** Requests the lock, and again after each release or refusal, until the returned function is called. */
function keepAwake(onState: (state: WakeLockState) => void): () => void {
  if (!('wakeLock' in navigator)) {
    // Browsers hide it from pages that came over plain http.
    onState(isSecureContext ? 'unsupported' : 'insecure');
    return () => {};
  }
  let lock: WakeLockSentinel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRequesting = false;
  let isStopped = false;

  const request = async () => {
    const isHeld = lock?.released === false;
    // A hidden page never gets it; it is requested again when the page becomes visible.
    if (isStopped || isRequesting || isHeld || document.visibilityState !== 'visible') return;
    isRequesting = true;
    clearTimeout(timer);
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => retryAfter(afterReleaseMs), { once: true });
      onState('held');
      if (isStopped) await lock.release();
    } catch {
      onState('refused');
      retryAfter(afterRefusalMs);
    } finally {
      isRequesting = false;
    }
  };
  const retryAfter = (ms: number) => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void request(), ms);
  };
  const onVisibilityChange = () => void request();

  document.addEventListener('visibilitychange', onVisibilityChange);
  void request();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibilityChange);
    void lock?.release();
  };
}
