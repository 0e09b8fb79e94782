import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { DroppedCall } from '../desk-day/drop-calls.js';
import { imbalances } from '../desk-day/balance.js';
import { runDeskDay } from '../desk-day/run-desk-day.js';

const CALLS = 60;
const MINUTES_MS = 60_000;

describe('a day of a busy desk', () => {
  it(
    'balances: taken, quarantined and refused are what was dropped, each once',
    async () => {
      const report = await runDeskDay({
        ...{ calls: CALLS, seed: randomInt(2 ** 31), killEveryMs: 10_000, diskFullMs: 3_000, waitMs: 8_000 },
        onProgress: () => undefined,
      });
      process.stdout.write(`desk day: ${JSON.stringify(report)}\n`);
      expect(report.taken + report.quarantined + report.refused).toBe(CALLS);
      expect(report.kills).toBeGreaterThan(0);
      if (report.hasOwnDisk) expect(report.diskFullSeconds).toBeGreaterThan(0);
      expect(Object.entries(report.faults).filter(([, found]) => found.length > 0)).toEqual([]);
    },
    5 * MINUTES_MS,
  );

  it('is found out by a call that is missing, one that is kept as something else, and one that nobody dropped', () => {
    const call: DroppedCall = { externalId: 'desk-1', kind: 'plain', audio: Buffer.from('audio') };
    const none = { arrivals: [], units: [], ingested: new Map<string, number>() };
    expect(imbalances([call], none)).toHaveLength(2);
    const row = { external_id: 'desk-1', outcome: 'quarantined', unit_id: 'a' } as const;
    expect(imbalances([call], { ...none, arrivals: [row] })).toHaveLength(1);
    expect(imbalances([], { ...none, arrivals: [row] })).toHaveLength(1);
    expect(imbalances([], { ...none, ingested: new Map([['a', 2]]) })).toHaveLength(1);
  });
});
