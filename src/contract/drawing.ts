/**
 * What passes between the server, the part of the app that draws a page there, and the browser that
 * gets it: a document with its first rows, and the answers that they were drawn from.
 */
import type { Look } from './look.ts';

/** An answer as a browser would have got it, by its address below `api`. */
export type InlinedAnswer = {
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
};

/** The attribute of an element whose contents a server drew, until the app's scripts replace them. */
export const drawnMark = 'data-drawn';

export type PageToDraw = {
  /** Path and query, with the base path. */
  address: string;
  /** Such as `/jobwatch/`. */
  basePath: string;
  answers: readonly InlinedAnswer[];
  look: Look;
  /** In milliseconds of the server's clock. */
  now: number;
};

export type DrawnPage = { title: string; html: string };

/** Addresses of answers without which a page can't be drawn whole, such as a list's next page. */
export type MissingAnswers = { missing: readonly string[] };

export type Drawing = DrawnPage | MissingAnswers;

/** Undefined where there is nothing to draw from; what can't be drawn may also reject. */
export type DrawPage = (page: PageToDraw) => Promise<Drawing | undefined>;
