import { describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Day } from '../../src/kernel/calendar.js';
import { unrecorded } from '../kill/checks.js';
import { doublesAmong } from '../kill/look-after.js';
import { CutShort, WrongAnswer } from '../kill/receive-range.js';
import { runKills } from '../kill/run-kills.js';
import { Standstill, step } from '../kill/step.js';
import { isOfMidnight } from '../kill/traffic.js';

const KILLS = 10;
const MINUTES_MS = 60_000;

describe('a server that is killed under load', () => {
  it(
    'loses nothing that it acknowledged, brings back nothing that was purged, sends no byte before its event and leaves no plaintext on the disk',
    async () => {
      const report = await runKills({ kills: KILLS, seed: randomInt(2 ** 31), onProgress: say });
      say(JSON.stringify(report));
      expect(report.kills).toBe(KILLS);
      expect(report.acknowledged).toBeGreaterThan(KILLS);
      expect(report.extentsChecked).toBeGreaterThan(KILLS);
      expect(report.playedBackIdentical).toBeGreaterThan(KILLS);
      expect(report.midnights + report.requested + report.gone).toBeGreaterThan(KILLS);
      expect(Object.entries(report.faults).filter(([, found]) => found.length > 0)).toEqual([]);
    },
    30 * MINUTES_MS,
  );

  it('is found out by a step that never ends, which says what the database waits for', async () => {
    const folders = { data: tmpdir(), keys: tmpdir(), blobs: tmpdir(), temporary: tmpdir() };
    const never = step('a purge', folders, new Promise(() => undefined), 10);
    await expect(never).rejects.toThrow(new Standstill('a purge stands still: PostgreSQL does not run'));
    await expect(step('a purge', folders, Promise.resolve('over'), 10)).resolves.toBe('over');
  });

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

  it('is found out by what a midnight does not explain', () => {
    for (const status of [401, 403, 404, 409, 410])
      expect(isOfMidnight(new WrongAnswer('a playback', status))).toBe(true);
    for (const status of [400, 429, 500, 503]) expect(isOfMidnight(new WrongAnswer('a playback', status))).toBe(false);
    expect(isOfMidnight(new CutShort('an answer broke off'))).toBe(true);
    expect(isOfMidnight(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))).toBe(false);
  });

  it('is found out by a call that is filed twice, otherwise than was answered, or by nobody', () => {
    const call = (serial: number, id: string) => ({
      serial,
      id,
      dataBytes: 800,
      endedAt: new Date(0),
      contactId: '',
      dueOn: '2026-01-01' as Day,
      hold: null,
    });
    const ledger = { acknowledged: [call(1, 'a'), call(2, 'b')], inDoubt: [call(3, '')] };
    const filed = (external_id: string, id: string) => ({ external_id, id });
    expect(doublesAmong([filed('kill-1', 'a'), filed('kill-2', 'b'), filed('kill-3', 'c')], ledger)).toEqual([]);
    expect(
      doublesAmong([filed('kill-1', 'a'), filed('kill-1', 'd'), filed('kill-3', 'c'), filed('kill-3', 'e')], ledger),
    ).toEqual(['kill-1 is filed 2 times', 'kill-1 is filed as d', 'kill-3 is filed 2 times']);
    expect(doublesAmong([filed('kill-2', 'f'), filed('kill-4', 'g')], ledger)).toEqual([
      'kill-2 is filed as f',
      'nobody delivered kill-4',
    ]);
  });
});

/** A run that is cut off from outside has said how far it came. */
function say(line: string): void {
  process.stdout.write(`kill test: ${line}\n`);
}
