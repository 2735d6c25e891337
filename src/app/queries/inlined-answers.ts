/** The answers that a drawn page brings along: what it shows is not asked for again. */
import { drawnMark } from '#contract/drawing.ts';
import { headers as names } from '#contract/headers.ts';

/** Whether rows are on screen that a server drew, and this page is to show the same; or it draws them now. */
export function isDrawn(): boolean {
  return import.meta.env.SSR || document.querySelector(`[${drawnMark}]`) !== null;
}

/** The answer to a read below `root`, once, with its age by now; undefined if the page has none. */
export function takeInlined({ method, url }: Request, root: string): Response | undefined {
  // Under its address, with its headers as attributes (`composed-document.ts`).
  const element = method === 'GET' ? document.getElementById(url.slice(root.length)) : null;
  if (element === null) return undefined;
  element.remove();
  const headers = new Headers();
  for (const { name, value } of element.attributes) headers.set(name, value);
  // Since the page was asked for: it is counted older by what its way took, and never younger.
  const age = Number(headers.get(names.age)) + performance.now() / 1_000;
  headers.set(names.age, String(age));
  return new Response(element.textContent, { headers });
}
