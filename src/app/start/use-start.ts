/** One start of one job: sent at most once, and followed to what Vault made of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { mayHaveHappened, type OwnFault, saysClosed, VaultError } from '#contract/envelope.ts';
import type { Fault } from '#contract/fault.ts';
import { milliseconds } from '#contract/instant.ts';
import { histories, type Job, monitors } from '#contract/jobs.ts';

import { monitorsQuery, recentHistoriesQuery } from '../queries/jobs.ts';
import { NotSentError, startNowMutation } from '../queries/write.ts';
import { deviceNow } from '../time/clock.ts';
import { forgetSent, rememberSent, sentAt } from './sent-starts.ts';

export type Start =
  | { kind: 'asking' }
  | { kind: 'sending' }
  /** Vault said yes, or shows that the job has moved on. */
  | { kind: 'started'; status: string | undefined; warnings: readonly Fault[] }
  /** It was sent, and nobody knows what became of it: it is read back, never sent again. */
  | { kind: 'checking'; sinceMs: number; seen: Seen; isRestarted: boolean }
  /**
   * This request started nothing. `status` where the job has moved on all the same: by somebody
   * else, or by its schedule.
   */
  | { kind: 'refused'; error: Error; status: string | undefined }
  /**
   * Vault said no, but may have started the job: by an earlier copy of the same request, as
   * gateways send some twice. Only its lists can say; `status` once they show that it moved on.
   */
  | { kind: 'contradicted'; error: Error; seen: Seen; status: string | undefined };

/** What Vault's lists have said of the job since it was sent. */
export type Seen = 'unread' | 'scheduled' | 'unlisted';

const checkEveryMs = 3_000;

type Options = { job: Job; vault: string; latest: Job | undefined; onStarted: () => void };

export function useStart({ job, vault, latest, onStarted }: Options): {
  start: Start;
  send: () => void;
} {
  const cache = useQueryClient();
  const [sentBefore, setSentBefore] = useState(() => sentAt(vault, job.id));
  const [refusedAt, setRefusedAt] = useState<number>();
  const sent = useRef(false);
  const sending = useMutation({
    ...startNowMutation,
    // A warning is read before the dialog closes.
    onSuccess: ({ warnings }) => {
      if (warnings.length === 0) onStarted();
    },
    onError: (error) => {
      setRefusedAt(deviceNow());
      // Also where the dialog has been closed meanwhile.
      if (!isUncertain(error) && (isFinal(error) || isClosed(error))) forgetSent(vault, job.id);
    },
    // Not waited for: until then the mutation would count as still being sent.
    onSettled: () => {
      for (const { path } of [monitors, histories])
        void cache.invalidateQueries({ queryKey: [path] });
    },
  });

  // Read from the cache, as its two polls below depend on what is made of it here.
  const readAt = cache.getQueryData(monitorsQuery.queryKey)?.asOf;
  const start = startOf();
  // Reads back often while nobody knows; the proxy makes these one call with everybody else's.
  const isUnknown =
    start.kind === 'checking' || (start.kind === 'contradicted' && start.status === undefined);
  const refetchInterval = isUnknown ? checkEveryMs : false;
  useQuery({ ...monitorsQuery, refetchInterval, staleTime: Infinity });
  useQuery({ ...recentHistoriesQuery, refetchInterval, staleTime: Infinity });

  const isRefused = start.kind === 'refused';
  useEffect(() => {
    if (isRefused) forgetSent(vault, job.id);
  }, [isRefused, vault, job.id]);

  function startOf(): Start {
    const moved = latest !== undefined && latest.status !== 'SCHEDULED';
    if (sending.isPending) return { kind: 'sending' };
    if (sending.isSuccess) {
      const { warnings } = sending.data;
      return { kind: 'started', status: latest?.status, warnings };
    }
    if (sending.isError && !isUncertain(sending.error)) return refusal(sending.error, moved);
    const at = sending.isError ? sending.submittedAt : sentBefore;
    if (at === undefined) return { kind: 'asking' };
    if (moved) return { kind: 'started', status: latest.status, warnings: [] };
    const isRestarted =
      sending.error instanceof VaultError && sending.error.type === 'SERVER_RESTARTED';
    return { kind: 'checking', sinceMs: at, seen: seenSince(at), isRestarted };
  }

  function refusal(error: Error, moved: boolean): Start {
    const status = moved ? latest?.status : undefined;
    if (isFinal(error)) return { kind: 'refused', error, status };
    const seen = seenSince(refusedAt ?? Infinity);
    if (!moved && (isClosed(error) || seen === 'scheduled'))
      return { kind: 'refused', error, status };
    return { kind: 'contradicted', error, seen, status };
  }

  function seenSince(at: number): Seen {
    if (readAt === undefined || milliseconds(readAt) <= at) return 'unread';
    return latest === undefined ? 'unlisted' : 'scheduled';
  }

  const send = () => {
    // A ref, as two clicks may come before React has painted the first.
    if (sent.current || sentBefore !== undefined) return;
    // By another tab, since this dialog was opened: its lists may not show that yet.
    const sentElsewhere = sentAt(vault, job.id);
    if (sentElsewhere !== undefined) {
      setSentBefore(sentElsewhere);
      return;
    }
    sent.current = true;
    rememberSent(vault, job.id);
    sending.mutate(job.id);
  };
  return { start, send };
}

/** Whether the job may have been started although an error came. */
function isUncertain(error: Error): boolean {
  if (error instanceof NotSentError) return false;
  return !(error instanceof VaultError) || mayHaveHappened(error);
}

function isClosed(error: Error): boolean {
  return error instanceof VaultError && saysClosed(error);
}

/**
 * Whether an error stands for all copies of the request: where it never left, was refused by the
 * proxy, or asks for a right or a session that none of them had. A Vault that has closed may have
 * let in an earlier copy.
 */
function isFinal(error: Error): boolean {
  if (error instanceof NotSentError || !(error instanceof VaultError)) return true;
  return byProxy.has(error.type) || ['sign-in', 'no-right'].includes(error.kind);
}

const byProxy: ReadonlySet<string> = new Set<OwnFault>([
  'READ_ONLY',
  'NOT_SENT',
  'SESSION_CHANGED',
  'FOREIGN_ORIGIN',
  'FOREIGN_HOST',
  'NOT_IN_CONTRACT',
]);

export function secondsSince(sinceMs: number): number {
  return Math.max(0, Math.floor((deviceNow() - sinceMs) / 1_000));
}
