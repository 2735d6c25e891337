/** Which jobs a wall shows, by title. */
import { folded } from '#insight/status/title-search.ts';

export type TitleFilter = {
  /** Part of the title; empty for all jobs. Compared as `folded` text, here and below. */
  title: string;
  /** Jobs with any of these in their title are left out. */
  not: readonly string[];
};

export function matchesFilter(filter: TitleFilter): (job: { title: string }) => boolean {
  // Folding hundreds of titles for nothing, with each answer.
  if (!isFiltered(filter)) return () => true;
  const { title, not } = filter;
  const included = folded(title);
  // Of a text that can't be seen nothing remains, and that is in every title.
  const excluded = not.map(folded).filter((text) => text !== '');
  return (job) => {
    const name = folded(job.title);
    return name.includes(included) && !excluded.some((text) => name.includes(text));
  };
}

export function isFiltered({ title, not }: TitleFilter): boolean {
  return title !== '' || not.length > 0;
}

/** `Titles containing “Export”, but not “Test”`; empty where all jobs are shown. */
export function describeFilter(filter: TitleFilter): string {
  if (!isFiltered(filter)) return '';
  const excluded = filter.not.map((text) => `“${text}”`).join(' or ');
  if (filter.title === '') return `Titles not containing ${excluded}`;
  return `Titles containing “${filter.title}”${excluded === '' ? '' : `, but not ${excluded}`}`;
}
