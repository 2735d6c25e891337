/** Counts what a page receives over the wire: bodies as they are compressed, and headers. */
import type { Page } from '@playwright/test';

/** The number of bytes so far of answers to requests for such a path. */
export async function receivedBytes(
  page: Page,
  isCounted: (path: string) => boolean = () => true,
): Promise<() => number> {
  const devtools = await page.context().newCDPSession(page);
  const counted = new Set<string>();
  let bytes = 0;
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (isCounted(new URL(request.url).pathname)) counted.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  return () => bytes;
}
