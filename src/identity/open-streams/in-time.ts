import { setTimeout as wait } from 'node:timers/promises';

const AGAIN_AFTER_MS = 100;

/**
 * Does `work`, again where it fails, until it has succeeded.
 * @throws Error when it has not within `withinMs`; what was begun goes on, and nobody looks at it
 */
export async function inTime(work: () => Promise<void>, withinMs: number): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, withinMs);
  try {
    await Promise.race([untilDone(work, late.signal), whenAborted(late.signal)]);
  } finally {
    clearTimeout(timer);
    late.abort();
  }
}

async function untilDone(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
      return;
    } catch {
      await wait(AGAIN_AFTER_MS);
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error("couldn't find out in time"));
    });
  });
}
