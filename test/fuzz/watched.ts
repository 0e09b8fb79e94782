import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from './fuzz.js';
import { TARGETS } from './targets.js';

/** What the main thread asks of this one. */
export interface Watched {
  readonly target: string;
  readonly inputs: number;
  readonly seed: number;
  /** Two numbers: how many inputs have begun, and how many are through. */
  readonly counts: Int32Array;
}

const { target, inputs, seed, counts } = workerData as Watched; // sent by `runWatched`
const found = TARGETS.find(({ name }) => name === target);
if (!found) throw new Error(`there is no ${target}`);
const watch = (at: 'begins' | 'ends') => void Atomics.add(counts, at === 'begins' ? 0 : 1, 1);
parentPort?.postMessage(fuzz(found, inputs, seed, { watch }));
