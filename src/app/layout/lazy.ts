/**
 * Parts that nobody sees at first: their code is fetched after the first rows are shown, so that it
 * adds nothing to the first load, and is there before anybody needs it, even if the server is not.
 */
import { lazy } from 'react';

const parts = {
  startNow: async () => import('../start/StartNowDialog.tsx'),
  signInAgain: async () => import('./SignInAgainDialog.tsx'),
  viewChoices: async () => import('./ViewChoices.tsx'),
  vaultSwitcher: async () => import('./VaultSwitcher.tsx'),
  palette: async () => import('./Palette.tsx'),
  help: async () => import('./Help.tsx'),
  media: async () => import('./media.ts'),
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

export const VaultSwitcher = lazy(async () => ({
  default: (await parts.vaultSwitcher()).VaultSwitcher,
}));

export const loadPalette = async () => (await parts.palette()).Palette;
export const loadHelp = async () => (await parts.help()).Help;

/** Fetches all of them; one that fails is fetched again when it is needed. */
export async function prefetchLazyParts(): Promise<void> {
  await Promise.allSettled(Object.values(parts).map(async (part) => part()));
}
