import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from './document.js';
import { Faults } from './faults.js';
import { Output } from './output.js';
import { reportOf, type ApiFuzzReport } from './report.js';
import { runRound } from './round.js';
import { Secrets } from './secrets.js';
import { Sum, type Summed } from './sum.js';

export interface ApiFuzzOptions {
  /** For each operation. */
  readonly requests: number;
  readonly seed: number;
  /** How many of them one server answers before another takes its place. */
  readonly perServer?: number;
  /** Where the rounds begin, to repeat one. */
  readonly fromRound?: number;
  readonly isWanted?: (operation: Operation) => boolean;
  /** Part of the names of the ways that are walked; all where it is left out. */
  readonly way?: string;
  /** What a round came to that has been made before: it counts, and is not made again. */
  readonly kept?: (round: Round) => Pick<MadeRound, 'faults' | 'sum'> | undefined;
  readonly onRound?: (round: MadeRound) => void;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** So many requests for each operation to one server. */
export interface Round {
  readonly name: string;
  readonly count: number;
}

export interface MadeRound extends Round {
  readonly whole: boolean;
  readonly faults: readonly string[];
  readonly sum: Summed;
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
  const [total, faults] = [new Sum(), new Faults(say)];
  const keptFaults: string[] = [];
  const own = await mkdtemp(join(tmpdir(), 'tallenne-api-fuzz-'));
  const temporary = join(own, 'tmp');
  try {
    for (const round of roundsOf(options)) {
      if (options.signal?.aborted) break;
      const kept = options.kept?.(round);
      if (kept) {
        total.take(kept.sum);
        keptFaults.push(...kept.faults);
        say(`${round.name} was made before`);
        continue;
      }
      const [sum, known] = [new Sum(), faults.lines];
      await mkdir(temporary, { recursive: true });
      const { isWanted = () => true, way = '', signal } = options;
      const wanted = { ...round, temporary, isWanted, way, signal };
      await runRound(wanted, { sum, faults, secrets, lastSaid: () => output.last.at(-1) ?? '', say });
      for (const leak of output.leaks.splice(0)) faults.add('the output', leak.replaceAll(/\d+/g, '#'), round.name);
      const found = faults.lines.filter(line => !known.includes(line));
      const whole = options.signal?.aborted !== true;
      if (sum.requests > 0) options.onRound?.({ ...round, whole, faults: found, sum: sum.toJSON() });
      total.take(sum.toJSON());
      say(`${round.name}: ${total.fewest} requests each, ${sum.perSecond} a second, ${faults.lines.length} faults`);
    }
  } finally {
    output.end();
    await rm(own, { recursive: true, force: true });
  }
  return reportOf(total, [...keptFaults, ...faults.lines]);
}

function* roundsOf({ requests, seed, perServer = PER_SERVER, fromRound = 0 }: ApiFuzzOptions): Generator<Round> {
  for (let nth = fromRound, left = requests; left > 0; nth += 1, left -= perServer)
    yield { name: `${seed}/${nth}`, count: Math.min(left, perServer) };
}
