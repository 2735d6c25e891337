/**
 * Names of statuses (docs/vault-api.md §3a). Without a schema, so that a worker can read them
 * cheaply.
 */

export const knownStatuses = [
  'SCHEDULED',
  'QUEUEING',
  'QUEUED',
  'RUNNING',
  'CANCELLING',
  'SUCCESS',
  'ERRORS_ENCOUNTERED',
  'FAILED_TO_RUN',
  'MISSED_SCHEDULE',
  'TIMEOUT',
  'CANCELLED',
  'COMPLETED_DUE_TO_INACTIVITY',
] as const;
export type KnownStatus = (typeof knownStatuses)[number];

/**
 * Filters are written in lower case, answers in upper case (docs/vault-api.md §1). One value per
 * call.
 */
export const monitorStatuses = ['scheduled', 'queued', 'running'] as const;
export const historyStatuses = [
  'success',
  'errors_encountered',
  'failed_to_run',
  'missed_schedule',
  'timeout',
  'completed_due_to_inactivity',
  'cancelled',
] as const;

export function isKnownStatus(value: string): value is KnownStatus {
  return knownStatuses.some((known) => known === value);
}
