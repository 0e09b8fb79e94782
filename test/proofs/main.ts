import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { checkProofs } from '../../src/audit/tree/testing/check-proofs.js';
import { consistencyFaults, inclusionFaults, smallTrees } from '../../src/audit/tree/testing/every-proof.js';

const EVERY_SIZE_TO = 256;
const SHOWN_FAULTS = 20;

/** `npm run test:proofs -- --count 100000 --seed 1`: the last line is the report as JSON; faults end it with exit code 1. */
const { values } = parseArgs({ options: { count: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
const count = wholeNumber(values.count);
const seed = wholeNumber(values.seed ?? String(randomInt(2 ** 31)));
say(`${count} proofs of inclusion and ${count} of consistency, seed ${seed}`);
const smallTreeFaults = await checkSmallTrees();
const report = await checkProofs({ count, seed });
const faults = [...smallTreeFaults, ...report.faults];
say(JSON.stringify({ ...report, faultCount: faults.length, faults: faults.slice(0, SHOWN_FAULTS) }));
if (faults.length > 0) process.exitCode = 1;

/** Every inclusion and consistency proof of every tree up to {@link EVERY_SIZE_TO}, each with every alteration. */
async function checkSmallTrees(): Promise<string[]> {
  const begun = performance.now();
  const trees = smallTrees(EVERY_SIZE_TO + 1);
  const how = { alterations: 'each', from: 'tiles' } as const;
  const faults: string[] = [];
  for (let size = 0; size <= EVERY_SIZE_TO; size += 1) {
    faults.push(...(await inclusionFaults(trees, size, how)), ...(await consistencyFaults(trees, size, how)));
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`every proof of every tree up to ${EVERY_SIZE_TO} leaves: ${seconds} s, ${faults.length} faults`);
  return faults;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
