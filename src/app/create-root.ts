/**
 * React's DOM runs where a module of ours first imports it: here, which the build puts into the chunk of
 * the libraries, and that is run in a task of its own (`public/start.js`).
 */
import * as client from 'react-dom/client';

export function createRoot(element: Element): client.Root {
  return client.createRoot(element);
}
