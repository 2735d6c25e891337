/**
 * Follows a link that Vault gives of a job. Its address comes out of that job's status, as this
 * very viewer was given it: a browser only says which one.
 */
import type { Handler } from 'hono';

import { address } from '#contract/endpoint.ts';
import { jobIdParam } from '#contract/field.ts';
import { jobStatus } from '#contract/jobs.ts';
import { followed, jobLinkAbout, jobLinkFile, type LinkAbout } from '#contract/links.ts';

import type { Env } from '../context.ts';
import { grant, refuse, refuseAs } from '../http/error-response.ts';
import type { Reading } from '../vault/reauthenticate.ts';
import { isGood, type Reply } from '../vault/reply.ts';
import type { Ask, Viewer } from '../vault/request.ts';
import { attached, attachment } from './attachment.ts';
import { watched } from './download-stream.ts';
import type { Download, Downloaded } from './download.ts';

type Options = { read: Reading; download: Download };

type Link = { rel: string | undefined; href: string | undefined; method: string | undefined };

export function links({ read, download }: Options): Handler<Env> {
  return async function links(context) {
    const asking = context.get('viewer');
    const { endpoint, params } = context.get('permitted');
    if (asking === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    const { job_id: job, index } = jobLinkFile.params.parse(params);
    const gone = new AbortController();
    context.req.raw.signal.addEventListener('abort', () => gone.abort(), { once: true });

    const { reply, viewer } = await read(statusOf(job, asking));
    if (!isGood(reply)) return refuseAs(context, reply);
    const link = linksOf(reply)[Number(index)];
    const rel = link?.rel?.slice(0, 64);
    context.set('download', { rel });
    if (link === undefined) return refuse(context, 'INVALID_DATA', 'The job has no such link.');
    const path = followed(link, viewer.vault.origin);
    if (path === undefined) {
      return refuse(context, 'NOT_IN_CONTRACT', 'Jobwatch does not follow this link.');
    }
    const got = await fetched(path, { viewer, gone });
    if (got.kind === 'refused') return refuseAs(context, got.reply);
    const named = attachment({ headers: got.headers, path, job, rel });
    context.set('outcome', 'SUCCESS');
    if (endpoint !== jobLinkAbout) {
      const { body, ended } = watched(got.body, gone);
      context.set('download', { rel, ended });
      context.set('isSecure', true);
      const length = got.size === undefined ? undefined : { 'content-length': String(got.size) };
      return new Response(body, { headers: { ...attached(named), ...length } });
    }
    await got.body.cancel();
    gone.abort();
    const { type, fileName } = named;
    const about: LinkAbout = { type, fileName, ...(got.size !== undefined && { size: got.size }) };
    return grant(context, about);
  };

  /**
   * Another job's status has its limit too (docs/vault-api.md §6): it is asked for as any status
   * is.
   */
  async function fetched(path: string, { viewer, gone }: Asking): Promise<Downloaded> {
    const plain = decodeURIComponent(path.replace(/\?.*/, ''));
    const [, job] = /^\/api\/v[\d.]+\/services\/jobs\/([^/]+)$/.exec(plain) ?? [];
    if (job === undefined || !jobIdParam.safeParse(job).success) {
      // Session ids go raw, without Bearer (docs/vault-api.md §4).
      const headers = { Authorization: viewer.sessionId };
      return download(new Request(viewer.vault.origin + path, { headers }), gone.signal);
    }
    const { reply } = await read(statusOf(job, viewer));
    if (!isGood(reply)) return { kind: 'refused', reply };
    const { body } = reply;
    const stream = new Blob([body]).stream();
    return { kind: 'bytes', headers: new Headers(reply.headers), size: body.length, body: stream };
  }
}

type Asking = { viewer: Viewer; gone: AbortController };

function statusOf(job: string, viewer: Viewer): Ask {
  const where = address(jobStatus, { job_id: job });
  return { endpoint: jobStatus, address: where, viewer, background: false };
}

function linksOf({ body }: Reply): Link[] {
  const data: unknown = JSON.parse(new TextDecoder().decode(body));
  return jobStatus.answer('utc').safeParse(data).data?.links ?? [];
}
