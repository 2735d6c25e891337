/** Words for refusals that only what changes something meets. Apart, as few ever read them. */
import type { Words } from './error-words.ts';

export const writeWords: Record<string, Words> = {
  READ_ONLY: {
    what: 'Start now is switched off on this server',
    remedy: 'Start the job in Vault itself.',
  },
  OPERATION_NOT_ALLOWED: {
    what: 'Vault did not allow it',
    remedy: 'The job may have started already: look at its status.',
  },
  FOREIGN_ORIGIN: {
    what: 'The server could not tell that this came from its own page',
    remedy: 'Open Jobwatch at its own address, over https or on this computer, and try again.',
  },
};
