/** Which jobs a wall shows, by title. */

export type TitleFilter = {
  /** Part of the title; empty for all jobs. Upper and lower case are the same, here and below. */
  title: string;
  /** Jobs with any of these in their title are left out. */
  not: readonly string[];
};

export function matchesFilter({ title, not }: TitleFilter): (job: { title: string }) => boolean {
  const included = title.toLowerCase();
  const excluded = not.map((text) => text.toLowerCase());
  return (job) => {
    const name = job.title.toLowerCase();
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
