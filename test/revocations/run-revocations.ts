import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { inParallel } from '../support/in-parallel.js';
import { Installation } from './installation.js';
import { STOPS } from './stops.js';
import { runTrial, type StoppedAnswer, type Trial } from './trial.js';
import { begin, WAYS, type Way } from './ways-of-hearing.js';

/** An extent, the head of the answer before it, and the answer that refuses the next request. */
const IN_HAND_BYTES = 1024 * 1024 + 4096;
const LONGEST_MS = 5_000;
const REPORT_EVERY = 50;

export interface RevocationOptions {
  /** How many trials for each way in which instances hear of changes. */
  readonly trials: Readonly<Record<Way, number>>;
  /** How many at the same time. */
  readonly width: number;
  /** The same seed makes the same changes to the same listeners; the interleaving is the machine's. */
  readonly seed: number;
  readonly onProgress: (line: string) => void;
}

/** What a run came to: `faults` must be empty. */
export type RevocationReport = Awaited<ReturnType<typeof runRevocations>>;

/** Stops people in the middle of listening, again and again, on two instances, and measures how soon nothing comes any more. */
export async function runRevocations({ trials, width, seed, onProgress }: RevocationOptions) {
  const began = performance.now();
  const installation = await Installation.start(width);
  try {
    const done: [Way, Trial][] = [];
    for (const way of WAYS) {
      const end = await begin(way, installation);
      try {
        await inParallel(slots(width), width, async slot => {
          for (let trial = slot; trial < trials[way]; trial += width) {
            const random = new SeededRandom(`${seed}/${way}/${trial}`);
            done.push([way, await runTrial(installation, installation.recordings[slot] ?? '', random)]);
            if (done.length % REPORT_EVERY === 0) onProgress(`${done.length} trials, ${faultsOf(done).length} faults`);
          }
        });
      } finally {
        await end();
      }
    }
    return { seed, seconds: Math.round((performance.now() - began) / 1000), ...reportOf(done) };
  } finally {
    await installation.stop();
  }
}

function slots(width: number): number[] {
  return Array.from({ length: width }, (_, slot) => slot);
}

function reportOf(done: readonly [Way, Trial][]) {
  const counts = Object.fromEntries(STOPS.map(stop => [stop, done.filter(([, trial]) => trial.stop === stop).length]));
  const ways = Object.fromEntries(WAYS.map(way => [way, figuresOf(done.filter(([its]) => its === way))]));
  return { trials: done.length, counts, ...ways, faults: faultsOf(done) };
}

/** How long all answers went on, and how much audio left after the commit. */
function figuresOf(done: readonly [Way, Trial][]) {
  const answers = done.flatMap(([, trial]) => trial.answers);
  const afterMs = spread(answers.flatMap(answer => answer.afterMs ?? []));
  const bytes = answers.filter(({ reader }) => reader !== 'page').flatMap(answer => answer.bytesAfter ?? []);
  const bytesAfter = { answers: bytes.length, ...spread(bytes) };
  return { trials: done.length, answers: answers.length, afterMs, bytesAfter };
}

function spread(values: readonly number[]) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function faultsOf(done: readonly [Way, Trial][]): string[] {
  return done.flatMap(([way, { stop, answers }]) =>
    answers.filter(isFault).map(answer => `${way}, ${stop}: ${JSON.stringify(answer)}`),
  );
}

/** An answer must end in time, and no more than the extent in hand may leave the process after the commit. */
function isFault({ afterMs, bytesAfter }: StoppedAnswer): boolean {
  return afterMs === null || afterMs > LONGEST_MS || (bytesAfter ?? 0) > IN_HAND_BYTES;
}
