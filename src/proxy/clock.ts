/** The proxy's only source of time, in milliseconds since 1970. Tests hand in one they can move. */
export type Clock = { now: () => number };

export const systemClock: Clock = { now: () => Date.now() };
