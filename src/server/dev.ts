/** The proxy, with the simulator or a Vault behind it, as `npm run dev` runs it inside of Vite. */
import { readEnvironment } from './environment.ts';
import { createServer } from './server.ts';

// oxlint-disable-next-line import/no-default-export -- the form in which the dev server takes an app
export default createServer({ environment: readEnvironment() });
