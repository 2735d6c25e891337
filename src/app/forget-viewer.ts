/** What leaves the device with a viewer who has signed out. Loaded then, as few ever do. */
import type { Session } from '#contract/session.ts';

import { formerArchiveName } from './archive/database-name.ts';
import { dropArchive } from './archive/open-archive.ts';
import { forgetNotified } from './notifications/settings.ts';

/** The finished jobs that were read for them, and the ids of what they were notified of. */
export async function forgetViewer(
  session: Extract<Session, { kind: 'signed-in' }>,
): Promise<void> {
  forgetNotified(formerArchiveName(session));
  await dropArchive(session);
}
