import { Worker } from 'node:worker_threads';
import type { FuzzCounts } from './fuzz.js';

const LOOK_EVERY_MS = 1000;
const HANGS_AFTER_LOOKS = 5;

/** Runs one target in a thread of its own, so that an input that never comes back is seen. */
export function runWatched(target: string, inputs: number, seed: number): Promise<FuzzCounts> {
  const counts = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./watched.ts', import.meta.url), { workerData: { target, inputs, seed, counts } });
  return new Promise<FuzzCounts>((resolve, reject) => {
    const watch = setInterval(watcher(counts, reject), LOOK_EVERY_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearInterval(watch);
    });
  }).finally(() => worker.terminate());
}

/** An input that has begun and is not through at several looks hangs. */
function watcher(counts: Int32Array, hangs: (error: Error) => void): () => void {
  const seen = { begun: -1, looks: 0 };
  return () => {
    const begun = Atomics.load(counts, 0);
    const isBusy = begun !== Atomics.load(counts, 1);
    seen.looks = isBusy && begun === seen.begun ? seen.looks + 1 : 0;
    seen.begun = begun;
    if (seen.looks >= HANGS_AFTER_LOOKS) hangs(new Error(`input ${begun} does not come back`));
  };
}
