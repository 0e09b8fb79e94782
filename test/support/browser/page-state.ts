import type { Page } from 'playwright-core';

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
