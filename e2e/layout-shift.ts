/** How far what is on screen moves by itself: the browser's own measure (CLS). */
// oxlint-disable unicorn/consistent-function-scoping -- the page receives it as text
import type { Page } from '@playwright/test';

/** Before the page is opened. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; moved: string[] }[] = [];
    Object.assign(globalThis, { shifts });
    const name = (node: Node | null | undefined) => {
      const element = node instanceof Element ? node : node?.parentElement;
      const words = element?.textContent.replaceAll(/\s+/g, ' ').slice(0, 40);
      return `${element?.tagName.toLowerCase()}.${element?.getAttribute('class')?.slice(0, 40)} “${words}”`;
    };
    const place = ({ x, y, width, height }: DOMRectReadOnly) =>
      [x, y, width, height].map(Math.round).join(' ');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        // TypeScript does not know this kind of entry.
        const { value, hadRecentInput, sources }: Partial<Shift> = Object.assign(entry);
        if (value === undefined || hadRecentInput === true) continue;
        const moved = (sources ?? []).map(
          ({ node, previousRect, currentRect }) =>
            `${name(node)} from ${place(previousRect)} to ${place(currentRect)}`,
        );
        shifts.push({ value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

type Shift = {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
};

/** All shifts so far that no key or press has caused, and what moved. */
export async function shiftsOf(page: Page): Promise<{ sum: number; moved: string[] }> {
  const written = await page.evaluate('JSON.stringify(globalThis.shifts)');
  const shifts: { value: number; moved: string[] }[] = JSON.parse(String(written));
  return {
    sum: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: shifts.flatMap(({ value, moved }) => moved.map((one) => `${value.toFixed(3)} ${one}`)),
  };
}
