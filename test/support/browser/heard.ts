import type { Page } from 'playwright-core';

const MEASURE = `
  window.heardAfterMs = [];
  document.addEventListener('submit', () => {
    const from = performance.now();
    const look = () => {
      const audio = document.querySelector('audio');
      if (audio && audio.currentTime > 0) window.heardAfterMs.push(performance.now() - from);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true)`;

/** Has the page measure how long it takes from confirming a purpose until the audio runs. */
export async function measureHearing(page: Page): Promise<void> {
  await page.evaluate(MEASURE);
}

/** What has been measured so far, in the order of the playbacks. */
export async function heardAfterMs(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('window.heardAfterMs');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const COSTS = `
  performance.getEntriesByType('resource').filter(({ name }) => /\\/playbacks(\\/[^/]+\\/audio)?$/.test(name))
    .map(({ name, startTime, responseStart, responseEnd }) =>
      ({ what: name.endsWith('/audio') ? 'audio' : 'grant', firstByteMs: responseStart - startTime, wholeMs: responseEnd - startTime }))`;

interface Cost {
  readonly what: 'grant' | 'audio';
  readonly firstByteMs: number;
  readonly wholeMs: number;
}

/** What the server took of that: the medians of granting the playback and of the first byte of its audio. */
export async function serverCosts(page: Page): Promise<{ readonly grantMs: number; readonly firstByteMs: number }> {
  const costs = await page.evaluate<Cost[]>(COSTS);
  const grantMs = median(costs.filter(({ what }) => what === 'grant').map(({ wholeMs }) => wholeMs));
  const firstByteMs = median(costs.filter(({ what }) => what === 'audio').map(cost => cost.firstByteMs));
  return { grantMs, firstByteMs };
}
