/**
 * index.html as the build made it, in two parts: what the browser can fetch styles and scripts by, and
 * the page itself, with drawn rows and the answers that they were drawn from.
 */
import { drawnMark, type DrawnPage, type InlinedAnswer } from '#contract/drawing.ts';

export type Contents = {
  /** Without it the app draws the page, once its scripts run. */
  drawn?: DrawnPage | undefined;
  answers: readonly InlinedAnswer[];
};

export type Composer = {
  /** `address`: path and query, as the browser has them. */
  head: (page: { theme: string; address: string }) => string;
  rest: (contents: Contents) => string;
};

/** Undefined where a page lacks what is to be replaced: nothing is then drawn. */
export function createComposer(page: string): Composer | undefined {
  const [script, address] =
    /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/.exec(page) ?? [];
  if (script === undefined || address === undefined) return undefined;
  // The browser fetches the app's scripts as before, and `start.js` runs them once rows are painted.
  const later = `<link rel="modulepreload" crossorigin href="${address}" id="start" /><script type="module" src="./start.js"></script>`;
  const whole = page.replace(script, later).replaceAll('rel="modulepreload"', fetched);
  const [head, body] = halves(whole, '</head>');
  const [beforeTitle, afterTitle] = halves(head, /<title>[^<]*<\/title>/);
  const [beforeApp, afterApp] = halves(body, '<div id="app"></div>');
  if (beforeTitle === undefined || beforeApp === undefined) return undefined;
  const [title = ''] = /<title>[^<]*<\/title>/.exec(page) ?? [];
  return {
    head({ theme, address: path }) {
      // Once styles are there, a browser would show what it has read so far, and lay out twice.
      const whenWhole = `<link rel="expect" href="${inAttribute(path)}#app" blocking="render" />`;
      const both = `${beforeTitle}${whenWhole}${afterTitle}`;
      return theme === 'system' ? both : both.replace('<html', `<html data-theme="${theme}"`);
    },
    rest: ({ drawn, answers }) =>
      [
        drawn === undefined ? title : `<title>${drawn.title}</title>`,
        '</head>',
        beforeApp,
        `<div id="app">${drawn === undefined ? '' : `<div ${drawnMark}>${drawn.html}</div>`}</div>`,
        ...answers.map(elementOf),
        afterApp,
      ].join(''),
  };
}

/** Not `modulepreload`: browsers then compile a script as it arrives, which rows would wait for. */
const fetched = 'rel="preload" as="script"';

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
