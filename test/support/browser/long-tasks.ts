import type { Page } from 'playwright-core';

const LONG_MS = 50;

/** Tasks of a page's main thread of 50 ms or longer: as the clock on the wall has them, and in time of the processor. */
export interface LongTasks {
  /** The W3C's long tasks; on a machine that others use as well they hold the waiting for a turn too. */
  readonly wallMs: readonly number[];
  readonly processorMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The long tasks of the main threads of pages while `act` goes on, from a trace of Chromium. */
export async function longTasksDuring(page: Page, act: () => Promise<void>): Promise<LongTasks> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser to trace.');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] }; // Chromium's format
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const mains = new Set(threads.map(placeOf));
  const tasks = traceEvents.filter(
    event => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(placeOf(event)),
  );
  if (tasks.length === 0) throw new Error('The trace holds no task of a page.');
  return { wallMs: longOf(tasks.map(({ dur }) => dur)), processorMs: longOf(tasks.map(({ tdur }) => tdur)) };
}

function placeOf({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`;
}

/** Traces tell microseconds. */
function longOf(durations: readonly (number | undefined)[]): number[] {
  return durations.map(us => Math.round((us ?? 0) / 1000)).filter(ms => ms >= LONG_MS);
}
