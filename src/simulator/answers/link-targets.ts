/** What the links of finished jobs lead to: files, and what Vault says about a file. */
import { isCopy, isExport, pathOf } from '../world/job-links.ts';
import type { Context } from './context.ts';
import { existingJob, withJobAccess } from './jobs.ts';
import { VaultFailure } from './vault-failure.ts';

/** What the path of a link stands for, below the version. */
export type LinkRoute = { what: 'content' | 'file' | 'artifacts'; id: string };

/** A file, or what follows `responseStatus`. */
export type LinkTarget =
  | { kind: 'data'; body: object }
  | { kind: 'bytes'; fileName: string; size: number; stream: (size: number) => ReadableStream };

export function linkRoute(rest: string): LinkRoute | undefined {
  const [, content, file] =
    /^\/services\/file_staging\/items(\/content)?\/u\d+\/export-([\w-]+)\.csv$/.exec(rest) ?? [];
  if (file !== undefined) return { what: content === undefined ? 'file' : 'content', id: file };
  const [, job] = /^\/objects\/documents\/actions\/[\w.]+\/([\w-]+)\/results$/.exec(rest) ?? [];
  return job === undefined ? undefined : { what: 'artifacts', id: job };
}

export function linkTarget({ what, id }: LinkRoute, context: Context): LinkTarget {
  const { world } = withJobAccess(context);
  const job = existingJob(id, context);
  const exists = what === 'artifacts' ? isCopy(job) : isExport(job);
  if (!exists || job.outcome !== 'SUCCESS' || world.now() < job.ended) {
    throw new VaultFailure('INVALID_DATA', `The job [${id}] has no such result.`);
  }
  const name = `export-${job.id}.csv`;
  const size = job.fileBytes ?? defaultBytes;
  if (what === 'file') {
    const modified_date = world.formatDate(job.ended);
    const item = { kind: 'file', path: `/${pathOf(job)}`, name, size, modified_date };
    return { kind: 'data', body: { data: item } };
  }
  const fileName = what === 'content' ? name : `Controlled Copies ${job.id}.csv`;
  return { kind: 'bytes', fileName, size, stream: streamRows };
}

const defaultBytes = 4_096;

const rowBytes = 64;

/** The same thousand rows repeat, so that a large file takes little memory. */
const block = new TextEncoder().encode(
  Array.from({ length: 1_024 }, (_, at) => {
    const nth = String(at + 1).padStart(8, '0');
    return `${`VV-${nth},Document ${nth},approved__c`.padEnd(rowBytes - 1, ' ')}\n`;
  }).join(''),
);

/** A file of this size, each block made when it is read. */
function streamRows(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream(
    {
      pull(controller) {
        if (left <= 0) return controller.close();
        controller.enqueue(block.slice(0, left));
        left -= block.length;
      },
    },
    { highWaterMark: 0 },
  );
}
