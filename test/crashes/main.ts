import { longRun, say } from '../support/long-run.js';
import { RINGS } from '../support/rings.js';
import { runCrashes } from './run-crashes.js';

/** `npm run test:crashes`: a killed process at every named point of purge, move, release and erasure, on both kinds of key ring. */
await longRun(async () => {
  const report: Record<string, unknown> = {};
  for (const ring of RINGS) {
    const { killed, faults } = await runCrashes(ring, say);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    report[ring] = killed;
  }
  return { killed: report, faults: [] };
});
