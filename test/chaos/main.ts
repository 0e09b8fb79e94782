import { parseArgs } from 'node:util';
import { hasCeph, startCeph } from '../support/ceph.js';
import { CONNECTION_FAULTS } from '../support/fault-kinds.js';
import { longRun, say } from '../support/long-run.js';
import { chaosHouse } from './chaos-house.js';
import { chaosWays } from './chaos-ways.js';
import { strike, sumOf, type ChaosRound } from './run-chaos.js';

/**
 * `npm run test:chaos`: every connection to the database, to the key cluster and to the store of the recordings (a Ceph, where its packages
 * are installed) is cut, delayed or left half-open at each statement or request of each of the main ways. `--kind hang`, `--way purge`
 * and `--link store` do one of them. A caller who hears neither or both, or a custody that is not whole afterwards, ends it with exit
 * code 1.
 */
const { values } = parseArgs({
  options: { kind: { type: 'string' }, way: { type: 'string' }, link: { type: 'string' } },
});
await longRun(async () => {
  const ceph = hasCeph() ? await startCeph() : undefined;
  const house = await chaosHouse(ceph);
  const totals: Record<string, ChaosRound> = {};
  const findings: string[] = [];
  try {
    for (const way of chaosWays(house.server, house.faulty)) {
      if (values.way !== undefined && way.name !== values.way) continue;
      for (const name of way.links) {
        const link = house.links[name];
        if (!link || (values.link !== undefined && name !== values.link)) continue;
        for (const kind of CONNECTION_FAULTS) {
          if (values.kind !== undefined && kind !== values.kind) continue;
          const round = await strike(house.server, [{ way, link, kind }]);
          say(`${way.name}, ${name}, ${kind}: ${JSON.stringify({ ...round, findings: round.findings.length })}`);
          for (const finding of round.findings) say(`  ${finding}`);
          const known = totals[kind];
          totals[kind] = known ? sumOf(known, round) : round;
        }
      }
    }
    findings.push(...(await house.findings()));
  } finally {
    await house.stop();
    await ceph?.stop();
  }
  const all = [...Object.values(totals).flatMap(round => round.findings), ...findings];
  if (all.length > 0) throw new Error(all.join('\n'));
  return totals;
});
