import axe from 'axe-core';
import type { Page } from 'playwright-core';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Run inside a page, as text: only what is against the rules comes out of it, as the rest takes longer to tell than to find. */
const findingsWithin = (selector: string): string => `
  axe.run(${JSON.stringify(selector)}, ${JSON.stringify({ runOnly: WCAG_22_AA, resultTypes: ['violations'] })}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + (failureSummary ?? ''))))`;

/**
 * What axe-core finds against WCAG 2.2 A and AA on what a page shows now: a line an element; none when all is well.
 * @param within a selector of the part that is looked at
 * @throws where the page has a frame, into which this does not look
 */
export async function accessibilityFindings(page: Page, within = 'html'): Promise<string[]> {
  if (page.frames().length > 1) throw new Error('axe would leave out the frames of this page.');
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(findingsWithin(within));
}
