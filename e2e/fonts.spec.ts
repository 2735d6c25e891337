/** The font that a project is named after is the one in use, on the page and where text is measured. */
import type { Page } from '@playwright/test';

import { foundFonts } from './chromium.ts';
import { expect, open, test } from './fixtures.ts';

/** The families that a link's text is painted with. */
async function familiesOfLink(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'nav a',
  });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  return [...new Set(fonts.map(({ familyName }) => familyName))];
}

test(
  'text is painted and measured in the font of the project',
  { tag: '@every-font' },
  async ({ page, testbed }) => {
    await open(page, testbed, '/settings');
    await expect(page.getByText('Vault’s clock says')).toBeVisible();
    const families = await familiesOfLink(page);
    const { name } = test.info().project;
    expect(families).toEqual(foundFonts.includes(name) ? [name] : families);
    const [painted, measured] = await page.getByText('Vault’s clock says').evaluate((element) => {
      const text = element.appendChild(document.createElement('span'));
      text.textContent = 'Errors encountered';
      const context = document.createElement('canvas').getContext('2d');
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(text);
      if (context !== null) context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
      return [text.getBoundingClientRect().width, context?.measureText(text.textContent).width];
    });
    expect(measured).toBeCloseTo(painted ?? 0, 0);
  },
);
