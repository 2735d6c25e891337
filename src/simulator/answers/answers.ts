/**
 * Every endpoint of the contract and its answer. One that is missing, or an answer of another
 * shape than the contract reads, does not compile.
 */
import type { Answers } from './context.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import { authenticate, endSession, keepAlive } from './sign-in.ts';
import { currentUser, user } from './users.ts';

export const answers: Answers = {
  monitors,
  histories,
  jobTasks,
  startNow,
  jobStatus,
  currentUser,
  user,
  authenticate,
  keepAlive,
  endSession,
};
