/** A message of notices: in words, and as data. */
import type { Notice } from '#contract/notifications.ts';
import type { VaultKind } from '#contract/vault.ts';
import { shownTitle } from '#insight/status/title.ts';

import type { Message } from './sink.ts';

export type MessageContext = {
  vault: Message['vault'];
  /** Whether titles may leave this server. */
  titles: boolean;
  /** Where browsers reach Jobwatch, without a slash at the end; undefined if nobody has said. */
  address: string | undefined;
};

type Queued = { notices: readonly Notice[]; dropped: number; mayRepeat: boolean };

/** Titles have no limit that messages could rely on. */
const mostOfTitle = 200;

export function messageOf(
  { notices, dropped, mayRepeat }: Queued,
  context: MessageContext,
): Message {
  const { vault, titles } = context;
  const lines = notices.map((notice) => lineOf(notice, context));
  const [first = ''] = lines;
  return {
    subject: lines.length === 1 ? first : `${vaultText(vault)}: ${lines.length} notices about jobs`,
    lines: [
      ...(mayRepeat ? ['This may be a repeat: Jobwatch ended while it was being sent.'] : []),
      ...(dropped > 0 ? [`${dropped} older notices were dropped, as too many waited.`] : []),
      ...notices.map((notice, at) => {
        const link = linkOf(notice, context);
        return link === undefined ? (lines[at] ?? '') : `${lines[at]} ${link}`;
      }),
    ],
    notices: notices.map((notice) => {
      const { title, ...rest } = notice;
      const link = linkOf(notice, context);
      return { ...rest, ...(titles && { title }), ...(link !== undefined && { link }) };
    }),
    vault,
    mayRepeat,
  };
}

function lineOf({ kind, title, text }: Notice, { vault, titles }: MessageContext): string {
  if (kind === 'unreachable') return `${vaultText(vault)}: ${text}`;
  return `${vaultText(vault)}: ${titles ? `“${cut(shownTitle(title))}”` : 'A job'} ${text}`;
}

/** Production and a sandbox may have one name. As the app calls it, if the name does not say it. */
function vaultText({ name, kind }: Message['vault']): string {
  const isSaid =
    kind === undefined ||
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .includes(kind);
  return isSaid ? name : `${name} (${words[kind]})`;
}

const words: Record<VaultKind, string> = { production: 'Production', sandbox: 'Sandbox' };

function linkOf({ jobId }: Notice, { address }: MessageContext): string | undefined {
  if (jobId === undefined || address === undefined) return undefined;
  return `${address}/jobs/${encodeURIComponent(jobId)}`;
}

function cut(title: string): string {
  // Never half of a character that takes two.
  const short = title.slice(0, mostOfTitle).replace(/[\ud800-\udbff]$/, '');
  return short.length < title.length ? `${short}…` : title;
}
