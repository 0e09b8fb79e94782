import type { Locator, Page } from 'playwright-core';

/** How the player's audio stands. */
export interface AudioState {
  readonly currentTime: number;
  readonly paused: boolean;
  readonly playbackRate: number;
  readonly preservesPitch: boolean;
}

/** Scripts of the page are texts: the tests are compiled without the names of browsers. */
const AUDIO = `(({ currentTime, paused, playbackRate, preservesPitch }) =>
  ({ currentTime, paused, playbackRate, preservesPitch }))(document.querySelector('audio'))`;
const STORED = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])';

export async function audioOf(page: Page): Promise<AudioState> {
  return page.evaluate<AudioState>(AUDIO);
}

/** The address that the link with the focus leads to; null where something else has it. */
export async function focusedLink(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(`document.activeElement?.getAttribute('href') ?? null`);
}

/** Everything that the page has put into the browser's storages. */
export async function storedText(page: Page): Promise<string> {
  return page.evaluate<string>(STORED);
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

const STEADY_MS = 400;

/** Where something is once what comes above it has come: for the mouse, which goes to a place and not to a thing. */
export async function steadyBox(locator: Locator): Promise<Box> {
  let box = await locator.boundingBox();
  for (;;) {
    await locator.page().waitForTimeout(STEADY_MS);
    const now = await locator.boundingBox();
    if (now && box && now.y === box.y && now.width === box.width) return now;
    box = now;
  }
}
