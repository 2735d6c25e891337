/** A Jobwatch server of several simulated Vaults, each on a port of its own. */
import { listen, type Listening } from '#server/listen.ts';
import { createSimulator } from '#simulator/simulator.ts';
import type { World } from '#simulator/world/world.ts';

import { test as base } from './fixtures.ts';

export type Site = { world: World; host: string; stop: Listening['close'] };

export const token = 'a-secret-of-thirty-two-letters-or-more';

type Options<Name extends string> = {
  basePath?: string;
  /** The user of each Vault's account for displays, where it has one. */
  displays?: Partial<Record<Name, string>>;
};

/** By the words that `VAULT_URL` has in front of their addresses; the first one is the server's own. */
export function testOf<Name extends string>(
  sites: Record<Name, string>,
  { basePath = '', displays = {} }: Options<Name> = {},
) {
  return base.extend<{ sites: Record<Name, Site> }>({
    who: 'nobody',
    sites: async ({ clock }, provide) => {
      const made: Partial<Record<string, Site>> = {};
      for (const name of Object.keys(sites)) {
        const vaults = createSimulator({ clock, world: 'quiet' });
        // oxlint-disable-next-line no-await-in-loop -- in the order of their ports
        const { port, close } = await listen(vaults.fetch, { port: 0, host: '127.0.0.1' });
        const host = `127.0.0.1:${port}`;
        made[name] = { world: vaults.world(host), host, stop: close };
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one for each name
      await provide(made as Record<Name, Site>);
      await Promise.all(Object.values(made).map(async (site) => site?.stop()));
    },
    environment: async ({ sites: made }, provide) => {
      const hosts = new Map(Object.entries<Site>(made).map(([name, { host }]) => [name, host]));
      const entries = (words: Record<string, string>) =>
        Object.entries(words).map(([name, word]) => `${word}|http://${hosts.get(name)}`);
      const accounts = Object.entries<string | undefined>(displays).map(
        ([name, user]): [string, string] => [name, `${user}@vault.test|simulated`],
      );
      await provide({
        BASE_PATH: basePath,
        VAULT_URL: entries(sites).join(','),
        ...(accounts.length > 0 && {
          DISPLAY_ACCOUNTS: entries(Object.fromEntries(accounts)).join(','),
          DISPLAY_TOKEN: token,
        }),
      });
    },
  });
}
