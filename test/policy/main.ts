import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ownDatabases } from '../manipulations/prepared-database.js';
import { nameOf, oneSided, runPairs, type PairsReport } from './run-pairs.js';

/**
 * `npm run test:policy -- --pairs 100000 --seed 1`: whether lists made by SQL and rules in memory allow the same, for any
 * grants and any things, down to the field. A difference, or a question that was never decided both ways, ends it with
 * exit code 1. `--mutants` instead breaks the rules line by line and sees whether the unit tests notice.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    mutants: { type: 'boolean', default: false },
  },
});
if (values.mutants) {
  const { mutateRules } = await import('./mutate-rules.js');
  process.exitCode = await mutateRules(say);
} else {
  await comparePairs(wholeNumber(values.pairs), wholeNumber(values.seed ?? String(randomInt(2 ** 31))));
}

async function comparePairs(pairs: number, seed: number): Promise<void> {
  say(`${pairs} pairs, seed ${seed}`);
  const databases = await ownDatabases();
  try {
    const client = new pg.Client((await databases.next()).superuserUrl);
    await client.connect();
    const report = await runPairs(client, { pairs, seed, onProgress: every(10_000) }).finally(() => client.end());
    conclude(report);
  } finally {
    await databases.stop();
  }
}

function conclude(report: PairsReport): void {
  const { tallies, counterexample, ...counted } = report;
  for (const { question, judged, allowed } of tallies) {
    say(`${nameOf(question).padEnd(38)} ${String(judged).padStart(8)} judged ${String(allowed).padStart(8)} allowed`);
  }
  const undecided = counterexample ? [] : oneSided(report);
  for (const line of undecided) say(`NEVER DECIDED BOTH WAYS: ${line}`);
  if (counterexample) say(`COUNTEREXAMPLE ${JSON.stringify(counterexample, null, 2)}`);
  say(JSON.stringify({ ...counted, differs: counterexample !== null, undecided: undecided.length }));
  if (counterexample || undecided.length > 0) process.exitCode = 1;
}

function every(step: number): (pairs: number) => void {
  let said = 0;
  return pairs => {
    if (pairs - said < step) return;
    said = pairs - (pairs % step);
    say(`${said} pairs`);
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
