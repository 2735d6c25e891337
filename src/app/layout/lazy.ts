/**
 * Parts that no page needs to be seen: their code comes after the first rows are there, so that it
 * weighs nothing on the first load, and is there before anybody presses, server or no server.
 */
import { lazy } from 'react';

const parts = {
  startNow: async () => import('../start/StartNowDialog.tsx'),
  signInAgain: async () => import('./SignInAgainDialog.tsx'),
  viewChoices: async () => import('./ViewChoices.tsx'),
};

export const StartNowDialog = lazy(async () => ({
  default: (await parts.startNow()).StartNowDialog,
}));
export const SignInAgainDialog = lazy(async () => ({
  default: (await parts.signInAgain()).SignInAgainDialog,
}));
export const ViewChoices = lazy(async () => ({
  default: (await parts.viewChoices()).ViewChoices,
}));

/** Fetches all of them; one that fails is asked for again when it is needed. */
export async function fetchLater(): Promise<void> {
  await Promise.allSettled(Object.values(parts).map(async (part) => part()));
}
