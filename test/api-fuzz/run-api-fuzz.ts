import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from './document.js';
import { Faults } from './faults.js';
import { Output } from './output.js';
import { runRound } from './round.js';
import { Secrets } from './secrets.js';
import { Sum } from './sum.js';

export interface ApiFuzzOptions {
  /** For each operation. */
  readonly requests: number;
  readonly seed: number;
  /** How many of them one server answers before another takes its place. */
  readonly perServer?: number;
  /** Where the rounds begin, to repeat one. */
  readonly fromRound?: number;
  readonly isWanted?: (operation: Operation) => boolean;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface ApiFuzzReport {
  readonly operations: number;
  readonly requests: number;
  /** What the operation with the fewest got. */
  readonly requestsEach: number;
  readonly perSecond: number;
  readonly answers: Readonly<Record<string, number>>;
  /** Of these, refused because the machine had no time to write the log. */
  readonly late: number;
  /** Operations that no request has got through, with the codes of the refusals of what was valid by its schema. */
  readonly neverTaken: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Ways that were not walked to their end, with the steps that were refused. */
  readonly brokenWays: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly faults: readonly string[];
}

const PER_SERVER = 100;

/**
 * Sends requests that are made from the OpenAPI document to servers full of canaries, a part of them to each server, and holds every
 * answer, every line of output and every file against what may be.
 */
export async function runApiFuzz(options: ApiFuzzOptions): Promise<ApiFuzzReport> {
  const secrets = new Secrets();
  const output = new Output(text => secrets.isIn(text));
  const say = (line: string): void => {
    if (options.onProgress) output.say(line);
  };
  const results = { sum: new Sum(), faults: new Faults(say), secrets, lastSaid: () => output.last.at(-1) ?? '', say };
  const own = await mkdtemp(join(tmpdir(), 'tallenne-api-fuzz-'));
  const temporary = join(own, 'tmp');
  try {
    for (const { name, count } of roundsOf(options)) {
      if (options.signal?.aborted) break;
      await mkdir(temporary, { recursive: true });
      await runRound(
        { name, count, temporary, isWanted: options.isWanted ?? (() => true), signal: options.signal },
        results,
      );
      for (const leak of output.leaks.splice(0)) results.faults.add('the output', leak.replaceAll(/\d+/g, '#'), name);
      say(
        `${name}: ${results.sum.fewest} requests each, ${results.sum.perSecond} a second, ${results.faults.lines.length} faults`,
      );
    }
  } finally {
    output.end();
    await rm(own, { recursive: true, force: true });
  }
  return reportOf(results.sum, results.faults);
}

function* roundsOf({ requests, seed, perServer = PER_SERVER, fromRound = 0 }: ApiFuzzOptions) {
  for (let round = fromRound, left = requests; left > 0; round += 1, left -= perServer)
    yield { name: `${seed}/${round}`, count: Math.min(left, perServer) };
}

function reportOf(sum: Sum, faults: Faults): ApiFuzzReport {
  const { operations, requests, fewest, perSecond, answers, late, neverTaken, brokenWays } = sum;
  return { operations, requests, requestsEach: fewest, perSecond, answers, late, neverTaken, brokenWays, faults: faults.lines };
}
