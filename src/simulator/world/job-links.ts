/** The links of a finished job (docs/vault-api.md §1a). */
import type { Job, Link } from './job.ts';

const json = 'application/json';
const octets = 'application/octet-stream;charset=UTF-8';

export function linksOf(job: Job, version: string): Link[] {
  if (job.links !== undefined) return job.links;
  const root = `/api/${version}`;
  const get = (rel: string, path: string, accept: string) => ({
    rel,
    href: root + path,
    method: 'GET',
    accept,
  });
  const self = get('self', `/services/jobs/${job.id}`, json);
  if (job.outcome !== 'SUCCESS') return [self];
  if (isExport(job)) {
    const items = '/services/file_staging/items';
    return [
      self,
      get('file', `${items}/${pathOf(job)}`, json),
      get('content', `${items}/content/${pathOf(job)}`, octets),
    ];
  }
  if (!isCopy(job)) return [self];
  const action = 'approved__c.downloadControlledCopy';
  return [self, get('artifacts', `/objects/documents/actions/${action}/${job.id}/results`, octets)];
}

export const isExport = ({ title }: Job) => /export/i.test(title);
export const isCopy = ({ title }: Job) => /controlled cop/i.test(title);
export const pathOf = ({ id, createdBy }: Job) => `u${createdBy}/export-${id}.csv`;
