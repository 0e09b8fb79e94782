import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from './row.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const HOOK = join(ROOT, 'src/platform/crypto/testing/run-typescript.mjs');
const MEASURE = join(ROOT, 'test/package/main.ts');
const MIB = 2048;
const FILES = 50;
const BOUND_MEBIBYTES = 150;
const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };

/** How much memory packing 2 GiB takes, in a process of its own: both sides are MiB, and the baseline is the bound. */
export const packOfTwoGibibytes: Row = {
  name: 'pack-2gb-memory',
  prepare: () =>
    Promise.resolve({
      name: 'pack-2gb-memory',
      what: `Memory (MiB of RSS over idle, shown as ms) while ${FILES} recordings of 2 GiB together become an encrypted package with its hashes, against the bound of ${BOUND_MEBIBYTES} MiB (3 rounds, each a process)`,
      goal: { kind: 'time-at-most', ratio: 1 },
      by: 'latency',
      atOnce: 1,
      ours: { name: 'Tallenne', operation: overIdleMebibytes },
      baseline: [{ name: 'the bound', operation: () => Promise.resolve(BOUND_MEBIBYTES) }],
      plan: { warmUp: ONCE, round: ONCE, rounds: 3 },
    }),
};

/** `npm run test:package` measures itself; here its bound does not end it, so that the row can say by how much it is missed. */
async function overIdleMebibytes(): Promise<number> {
  const of = ['--mib', String(MIB), '--files', String(FILES), '--most-mib', '100000'];
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', HOOK, MEASURE, ...of], { cwd: ROOT });
  const said = JSON.parse(stdout) as { readonly packedMib: number; readonly overIdleMib: number };
  if (said.packedMib < MIB) throw new Error('the package is not whole');
  return said.overIdleMib;
}
