/** Keeps the screen from going to sleep, as far as the browser lets us. */

/** `asking` until there is an answer; the others say why the screen may sleep. */
export type Awake = 'asking' | 'held' | 'insecure' | 'unsupported' | 'refused';

/** A browser that lets go at once would otherwise be asked without end. */
const afterReleaseMs = 1_000;
const afterRefusalMs = 30_000;

/** Asks until the returned function is called, again after each release and each refusal. */
export function keepAwake(tell: (state: Awake) => void): () => void {
  if (!('wakeLock' in navigator)) {
    // Browsers hide it from pages that came by plain http.
    tell(isSecureContext ? 'unsupported' : 'insecure');
    return () => {};
  }
  let lock: WakeLockSentinel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let isOver = false;

  const ask = async () => {
    const isHeld = lock?.released === false;
    // It is given to no hidden page; who returns asks again.
    if (isOver || isAsking || isHeld || document.visibilityState !== 'visible') return;
    isAsking = true;
    clearTimeout(timer);
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => again(afterReleaseMs), { once: true });
      tell('held');
      if (isOver) await lock.release();
    } catch {
      tell('refused');
      again(afterRefusalMs);
    } finally {
      isAsking = false;
    }
  };
  const again = (ms: number) => {
    if (isOver) return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), ms);
  };
  const onTurn = () => void ask();

  document.addEventListener('visibilitychange', onTurn);
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onTurn);
    void lock?.release();
  };
}
