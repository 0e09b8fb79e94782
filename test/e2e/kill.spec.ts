import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { unrecorded } from '../kill/checks.js';
import { runKills } from '../kill/run-kills.js';

const KILLS = 10;
const MINUTES_MS = 60_000;

describe('a server that is killed under load', () => {
  it(
    'loses nothing that it acknowledged, brings back nothing that was purged, sends no byte before its event and leaves no plaintext on the disk',
    async () => {
      const report = await runKills({ kills: KILLS, seed: randomInt(2 ** 31), onProgress: () => undefined });
      process.stdout.write(`kill test: ${JSON.stringify(report)}\n`);
      expect(report.kills).toBe(KILLS);
      expect(report.acknowledged).toBeGreaterThan(KILLS);
      expect(report.extentsChecked).toBeGreaterThan(KILLS);
      expect(report.playedBackIdentical).toBeGreaterThan(KILLS);
      expect(report.midnights + report.requested + report.gone).toBeGreaterThan(KILLS);
      expect(Object.entries(report.faults).filter(([, found]) => found.length > 0)).toEqual([]);
    },
    30 * MINUTES_MS,
  );

  it('is found out by an extent that has no event, or only a later one', () => {
    const received = [0, 1, 2].map(extent => ({ playbackId: 'p', extent, atMs: 1000 }));
    expect(
      unrecorded(
        received,
        new Map([
          ['p/0', 999],
          ['p/1', 1001],
        ]),
      ),
    ).toEqual(['playback p, extent 1', 'playback p, extent 2']);
  });
});
