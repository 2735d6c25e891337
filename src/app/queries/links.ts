/** The files behind the links that Vault gives with a job. */
import { queryOptions } from '@tanstack/react-query';

import { address } from '#contract/endpoint.ts';
import { jobLinkAbout, jobLinkFile } from '#contract/links.ts';

import { query } from './query.ts';

export type Place = { job_id: string; index: string };

/** Only on request, since Vault starts to send the file for it. */
export const linkAboutQuery = (place: Place) =>
  queryOptions({
    ...query(jobLinkAbout, place),
    enabled: false,
    staleTime: 60_000,
  });

/** Where the browser itself downloads it from. */
export function linkFileUrl(place: Place): string {
  return new URL(`api${address(jobLinkFile, place)}`, document.baseURI).href;
}
