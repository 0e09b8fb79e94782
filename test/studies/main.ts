import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runStudies } from './run-studies.js';

/**
 * `npm run test:studies -- --contacts 200000 --seed 1`: studies of random calls against plain SQL, from the living history and from daily
 * figures; a difference ends it with exit code 1.
 */
const { values } = parseArgs({
  options: { contacts: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
const contacts = Number(values.contacts);
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${contacts} contacts, seed ${seed}`);
await longRun(async () => {
  const { faults, ...report } = await runStudies({ contacts, seed }, say);
  for (const fault of faults.slice(0, 20)) say(`FAULT ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  return { contacts, seed, ...report, faults: faults.length };
});
