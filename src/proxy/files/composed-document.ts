/** Puts drawn rows, and the answers that they were drawn from, into index.html as the build made it. */
import { drawnMark, type DrawnPage, type InlinedAnswer } from '#contract/drawing.ts';

type Contents = DrawnPage & { theme: string; answers: readonly InlinedAnswer[] };

/** Undefined where a page lacks what is to be replaced: nothing is then drawn. */
export function createComposer(page: string): ((contents: Contents) => string) | undefined {
  const [script, address] =
    /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/.exec(page) ?? [];
  if (script === undefined || address === undefined) return undefined;
  // The browser fetches the app's scripts as before, and `start.js` runs them once rows are painted.
  const later = `<link rel="modulepreload" crossorigin href="${address}" id="start" /><script type="module" src="./start.js"></script>`;
  const [beforeTitle, afterTitle] = halves(page.replace(script, later), /<title>[^<]*<\/title>/);
  const [beforeApp, afterApp] = halves(afterTitle, '<div id="app"></div>');
  if (beforeTitle === undefined || beforeApp === undefined) return undefined;

  return function compose({ title, html, theme, answers }) {
    const head =
      theme === 'system'
        ? beforeTitle
        : beforeTitle.replace('<html', `<html data-theme="${theme}"`);
    return [
      head,
      `<title>${title}</title>`,
      beforeApp,
      `<div id="app"><div ${drawnMark}>${html}</div></div>`,
      ...answers.map(elementOf),
      afterApp,
    ].join('');
  };
}

function halves(text = '', separator: string | RegExp): (string | undefined)[] {
  const parts = text.split(separator);
  return parts.length === 2 ? parts : [];
}

/** An answer under its address, with its headers as attributes; a browser takes it for data. */
function elementOf({ url, headers, body }: InlinedAnswer): string {
  const attributes = headers.map(([name, value]) => ` ${name}="${inAttribute(value)}"`).join('');
  return `<script type="application/json" id="${inAttribute(url)}"${attributes}>${inert(body)}</script>`;
}

function inAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** JSON that neither ends its element nor begins a comment in it: outside of texts it has no `<`. */
function inert(json: string): string {
  return json.replaceAll('<', String.raw`\u003c`);
}
