import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ownDatabases } from './prepared-database.js';
import { MANIPULATIONS, runManipulations, type ManipulationReport } from './run-manipulations.js';
import { runUntouched } from './run-untouched.js';

/**
 * `--manipulations 10000 --untouched 1000 --seed 1`: how often the verifier finds and names what was done to a log, and
 * whether it finds anything in logs that nobody has touched. A miss ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    manipulations: { type: 'string', default: '10000' },
    untouched: { type: 'string', default: '1000' },
    seed: { type: 'string' },
  },
});
const seed = wholeNumber(values.seed ?? String(randomInt(2 ** 31)));
say(`seed ${seed}`);
const databases = await ownDatabases();
try {
  const manipulated = await runManipulations(databases, {
    ...{ manipulations: wholeNumber(values.manipulations), seed },
    onProgress: every(1000, 'manipulations'),
  });
  for (const line of table(manipulated)) say(line);
  const untouched = await runUntouched(databases, {
    ...{ logs: wholeNumber(values.untouched), seed },
    onProgress: every(100, 'untouched logs'),
  });
  say(`untouched: ${JSON.stringify(untouched)}`);
  if (manipulated.misses.length > 0 || untouched.findings.length > 0) process.exitCode = 1;
} finally {
  await databases.stop();
}

function table({ tried, misses }: ManipulationReport): string[] {
  const width = Math.max(...MANIPULATIONS.map(({ name }) => name.length));
  const rows = [...tried].map(([name, count]) => {
    const missing = misses.filter(miss => miss.name === name).length;
    return `${name.padEnd(width)} ${String(count).padStart(6)} tried ${String(count - missing).padStart(6)} found`;
  });
  const sum = [...tried.values()].reduce((one, other) => one + other, 0);
  const missed = misses.map(({ name, round, why }) => `MISSED in round ${round}, ${name}: ${why}`);
  return [...rows, `${sum} manipulations, ${misses.length} missed`, ...missed];
}

function every(step: number, what: string): (done: number) => void {
  return done => {
    if (done % step === 0) say(`${done} ${what}`);
  };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
