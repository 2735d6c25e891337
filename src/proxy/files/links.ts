/**
 * Follows a link that Vault gives in a job's status. The address comes from that status, as this
 * viewer may read it: a browser only says which link.
 */
import type { Handler } from 'hono';
import * as v from 'valibot';

import { address } from '#contract/endpoint.ts';
import { isJobId } from '#contract/field.ts';
import { jobStatus } from '#contract/jobs.ts';
import { followed, jobLinkAbout, jobLinkFile, type LinkAbout } from '#contract/links.ts';

import type { Env } from '../context.ts';
import { ok, refuse, refuseFile } from '../http/error-response.ts';
import type { CurrentViewer } from '../session/current-viewer.ts';
import { isGood, isReply, type Reply } from '../vault/reply.ts';
import type { Ask, Vault, Viewer } from '../vault/request.ts';
import { attachment, attachmentHeaders } from './attachment.ts';
import { type Download, observeEnd, type VaultFile } from './download.ts';

type Options = { vault: Vault; download: Download; currentViewer: CurrentViewer };

type Link = { rel: string | undefined; href: string | undefined; method: string | undefined };

export function links({ vault, download, currentViewer }: Options): Handler<Env> {
  return async function links(context) {
    const asking = context.get('viewer');
    const { endpoint, params } = context.get('permitted');
    if (asking === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in.');
    }
    const { job_id: job, index } = v.parse(jobLinkFile.params, params);
    const left = new AbortController();
    context.req.raw.signal.addEventListener('abort', () => left.abort(), { once: true });

    const reply = await vault(statusOf(job, asking));
    if (!isGood(reply)) return refuseFile(context, reply);
    const link = linksOf(reply)[Number(index)];
    const rel = link?.rel?.slice(0, 64);
    context.set('download', { rel });
    if (link === undefined) return refuse(context, 'INVALID_DATA', 'The job has no such link.');
    const path = followed(link, asking.vault.origin);
    if (path === undefined) {
      return refuse(context, 'NOT_IN_CONTRACT', 'Jobwatch does not follow this link.');
    }
    // Asking for the status may have renewed the session of the demo.
    const viewer = (await (await currentViewer(context))?.viewer()) ?? asking;
    const file = await fetchFile(path, viewer, left.signal);
    if (isReply(file)) return refuseFile(context, file);
    const named = attachment({ headers: file.headers, path, job, rel });
    context.set('outcome', 'SUCCESS');
    if (endpoint !== jobLinkAbout) {
      const { body, ended } = observeEnd(file.body, left);
      context.set('download', { rel, ended });
      context.set('isSecure', true);
      const length = file.size === undefined ? {} : { 'content-length': String(file.size) };
      return new Response(body, { headers: { ...attachmentHeaders(named), ...length } });
    }
    await file.body.cancel();
    left.abort();
    const { type, fileName } = named;
    const size = file.size === undefined ? {} : { size: file.size };
    const about: LinkAbout = { type, fileName, ...size };
    return ok(context, about);
  };

  /**
   * Another job's status has its limit too (docs/vault-api.md §6): it is asked for as any status
   * is.
   */
  async function fetchFile(
    path: string,
    viewer: Viewer,
    leaving: AbortSignal,
  ): Promise<VaultFile | Reply> {
    const plain = decodeURIComponent(path.replace(/\?.*/, ''));
    const [, job] = /^\/api\/v[\d.]+\/services\/jobs\/([^/]+)$/.exec(plain) ?? [];
    if (job === undefined || !isJobId(job)) {
      // Session ids go raw, without Bearer (docs/vault-api.md §4).
      const headers = { Authorization: viewer.sessionId };
      return download(new Request(viewer.vault.origin + path, { headers }), leaving);
    }
    const reply = await vault(statusOf(job, viewer));
    if (!isGood(reply)) return reply;
    const { body, headers } = reply;
    return { headers: new Headers(headers), size: body.length, body: new Blob([body]).stream() };
  }
}

function statusOf(job: string, viewer: Viewer): Ask {
  const path = address(jobStatus, { job_id: job });
  return { endpoint: jobStatus, address: path, viewer, background: false };
}

function linksOf({ body }: Reply): Link[] {
  const data: unknown = JSON.parse(new TextDecoder().decode(body));
  const read = v.safeParse(jobStatus.answer('utc'), data);
  return read.success ? read.output.links : [];
}
