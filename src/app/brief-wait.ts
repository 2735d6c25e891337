/** What people hardly notice. */
const atOnceMs = 100;

/**
 * Resolves once all are settled, but hardly later than at once. A page has skeletons for what isn't
 * there yet, and goes on by itself; but where the answers are about to come, drawing those first
 * would only make the rows come later.
 */
export async function waitBriefly(work: Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.allSettled(work), wait(atOnceMs)]);
}

async function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
