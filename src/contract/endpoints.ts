/** All endpoints: what the proxy permits and what the simulator must answer. */
import { currentUser } from './current-user.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import { jobLinkAbout, jobLinkFile } from './links.ts';
import { notifications } from './notifications.ts';
import { build, readSession, signIn, signOut } from './session.ts';
import { authenticate, endSession, keepAlive } from './sign-in.ts';
import { user, users } from './users.ts';

/** In the order in which a path is matched: `users/me` before `users/{id}`. */
export const vaultEndpoints = {
  monitors,
  histories,
  jobTasks,
  startNow,
  jobStatus,
  currentUser,
  user,
  users,
  authenticate,
  keepAlive,
  endSession,
} as const;

export const jobwatchEndpoints = {
  readSession,
  signIn,
  signOut,
  build,
  notifications,
  jobLinkAbout,
  jobLinkFile,
} as const;

export type VaultEndpointName = keyof typeof vaultEndpoints;
