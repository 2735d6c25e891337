/** What the newest finished jobs, which a screen has read, say of everything else. */
import type { RowIndex } from '../row-index.ts';
import { type Crawl, isNewerThanRows, isOutdated, knownCount } from './crawl-state.ts';
import type { RecentJobs } from './page-query.ts';
import { isWarned, withoutProof } from './warned-answer.ts';

/**
 * Rows that a screen has read. A total that fits confirms that everything is known up to now, any
 * other starts a comparison, as does an answer that Vault warns of; one that the proxy had cached
 * for a while does neither.
 */
export function applyRecent(
  crawl: Crawl,
  index: RowIndex,
  recent: Pick<RecentJobs, 'total' | 'asOf' | 'warnings'>,
): Crawl {
  const { comparison } = crawl;
  if (comparison.kind !== 'equal') return crawl;
  if (isWarned(recent)) return withoutProof(crawl);
  const { total, asOf } = recent;
  if (total === undefined) return { ...crawl, comparison: { kind: 'unknown' } };
  const by = total - knownCount(crawl, index);
  const isOld = asOf < comparison.asOf || isOutdated(crawl, asOf) || !isNewerThanRows(index, asOf);
  if (by === 0) return isOld ? crawl : { ...crawl, total, comparison: { kind: 'equal', asOf } };
  return by < 0 && isOld ? crawl : { ...crawl, total, comparison: { kind: 'differs', by } };
}

/**
 * The same in a tab that only follows: another one adds the rows. Until then they are missing, and
 * what is known is not everything.
 */
export function compareRecent(crawl: Crawl, index: RowIndex, recent: RecentJobs): Crawl {
  const { comparison } = crawl;
  const { jobs, total, asOf } = recent;
  if (comparison.kind !== 'equal' || asOf < comparison.asOf) return crawl;
  if (isWarned(recent)) return withoutProof(crawl);
  const unknown = jobs.filter(({ id }) => !index.has(id)).length;
  if (unknown === 0) return total === undefined ? crawl : applyRecent(crawl, index, recent);
  const known = knownCount(crawl, index);
  const by = Math.max(unknown, (total ?? 0) - known);
  return { ...crawl, total: known + by, comparison: { kind: 'differs', by } };
}
