import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.js';

/** So many kills go on one installation; the next ones on a new one, so that its days stay within the year that its grants last. */
const PART = 50;

/**
 * `npm run test:kill -- --kills 1000 --seed 1`, in parts of 50, each with a line of its own. A run that was ended goes on with the same
 * seed and `--first 251`. The last line is the report of all its parts as JSON; faults end it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    first: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const kills = wholeNumber(values.kills);
const first = wholeNumber(values.first);
const seed = wholeNumber(values.seed ?? String(randomInt(2 ** 31)));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
say(`${kills} kills from the ${first}. on, seed ${seed}`);
const sums: Record<string, number> = {};
const faults: string[] = [];
for (let at = first; at < first + kills && !stop.signal.aborted;) {
  const part = Math.floor((at - 1) / PART);
  const here = Math.min((part + 1) * PART + 1, first + kills) - at;
  const report = await runKills({ kills: here, seed: `${seed}/${part}`, onProgress: say, signal: stop.signal });
  say(JSON.stringify({ from: at, ...report }));
  for (const [name, count] of Object.entries(report)) if (typeof count === 'number') add(name, count);
  faults.push(...Object.entries(report.faults).flatMap(([kind, found]) => found.map(fault => `${kind}: ${fault}`)));
  at += here;
}
say(JSON.stringify({ seed, first, ...sums, faults: faults.slice(0, 50) }));
if (faults.length > 0) process.exitCode = 1;

function add(name: string, count: number): void {
  sums[name] = (sums[name] ?? 0) + (name === 'clients' ? 0 : count);
  if (name === 'clients') sums[name] = count;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
