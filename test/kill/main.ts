import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.js';

/** `npm run test:kill -- --kills 200 --seed 1`: the last line is the report as JSON; faults end it with exit code 1. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } } });
const kills = wholeNumber(values.kills);
const seed = wholeNumber(values.seed ?? String(randomInt(2 ** 31)));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
say(`${kills} kills, seed ${seed}`);
const report = await runKills({ kills, seed, onProgress: say, signal: stop.signal });
say(JSON.stringify(report));
if (Object.values(report.faults).some(list => list.length > 0)) process.exitCode = 1;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
