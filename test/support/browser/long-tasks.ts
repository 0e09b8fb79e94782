import type { Page } from 'playwright-core';

const WATCH = `
  window.longTasksMs = [];
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) window.longTasksMs.push(Math.round(duration));
  }).observe({ type: 'longtask' })`;

/** Has the page note what keeps its main thread for 50 ms or longer (W3C Long Tasks). */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(WATCH);
}

/** The long tasks since the last time, in milliseconds each. */
export async function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('window.longTasksMs.splice(0)');
}
