/** What is behind the links that Vault gives of a job. */
import { queryOptions } from '@tanstack/react-query';

import { address } from '#contract/endpoint.ts';
import { jobLinkAbout, jobLinkFile } from '#contract/links.ts';

import { call } from './call.ts';

export type Place = { job_id: string; index: string };

/** Asked only when somebody wants to know: Vault starts to send the file for it. */
export const linkAboutQuery = (place: Place) =>
  queryOptions({
    queryKey: [jobLinkAbout.path, place],
    queryFn: async ({ signal }) => (await call(jobLinkAbout, place, { signal })).data,
    enabled: false,
    staleTime: 60_000,
  });

/** Where the browser itself downloads it from. */
export function linkFileUrl(place: Place): string {
  return new URL(`api${address(jobLinkFile, place)}`, document.baseURI).href;
}
