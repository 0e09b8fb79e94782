import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { chaosHouse } from './chaos-house.js';
import { chaosWays } from './chaos-ways.js';
import { CHAOS_KINDS, strikeWay, sumOf, type ChaosRound } from './run-chaos.js';

/**
 * `npm run test:chaos`: every connection to the database and to the key cluster is cut, delayed or left half-open at each statement of
 * each of the main ways. `--kind hang` and `--way purge` do one of them. A caller who hears neither or both, or a custody that is
 * not whole afterwards, ends it with exit code 1.
 */
const { values } = parseArgs({ options: { kind: { type: 'string' }, way: { type: 'string' } } });
await longRun(async () => {
  const house = await chaosHouse();
  const totals: Record<string, ChaosRound> = {};
  const findings: string[] = [];
  try {
    for (const way of chaosWays(house.server, house.faulty)) {
      if (values.way !== undefined && way.name !== values.way) continue;
      for (const [name, link] of Object.entries(house.links)) {
        for (const kind of CHAOS_KINDS) {
          if (values.kind !== undefined && kind !== values.kind) continue;
          const round = await strikeWay(house.server, link, way, kind);
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
  }
  const all = [...Object.values(totals).flatMap(round => round.findings), ...findings];
  if (all.length > 0) throw new Error(all.join('\n'));
  return totals;
});
